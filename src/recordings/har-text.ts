/** Texts of a HAR that stand for bytes. */

/** Tools write the mark in letters of either case. */
export const isBase64 = (encoding: string | null | undefined): boolean => encoding?.trim().toLowerCase() === 'base64';

/** Node reads base64 from anything: what holds other letters was never written as such. */
export const isBase64Text = (text: string): boolean => !/[^A-Za-z0-9+/_=\s-]/.test(text);
