/** A text or a number: nothing else in JSON holds digits. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON, with integers that JavaScript cannot hold as the text that they are: two of them must not look the same. */
export const parsedJson = (text: string): unknown =>
  JSON.parse(
    text.replace(TOKEN, (token) =>
      /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
    ),
  ) as unknown;
