/** What of a person a value is. */
export type PersonalKind = 'name' | 'email' | 'phone' | 'coordinate' | 'text';
