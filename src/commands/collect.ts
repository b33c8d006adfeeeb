/** An option that may be given several times, as commander takes it. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];
