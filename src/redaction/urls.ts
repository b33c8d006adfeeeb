/** Addresses as a person may see them. */
export const shownTarget = (target: string): string => target;
export const shownUrl = (url: string): string => url;
