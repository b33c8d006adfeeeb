/** Columns of the terminal: what it says, else what the environment says, else a usual width. */
export const columns = (): number => process.stdout.columns || Number(process.env.COLUMNS) || 100;
