/** Addresses as a person may see them. */
export const shownTarget = (target: string): string => target;
