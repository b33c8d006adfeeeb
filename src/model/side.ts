/** The two backends: `rust` is today's reference, `python` the candidate. */
export type Side = 'rust' | 'python';
export const SIDES: readonly Side[] = ['rust', 'python'];

/** One value per side. */
export type Pair<T> = Record<Side, T>;

/** A pair made side by side, Rust's first. */
export const eachSide = <T>(make: (side: Side) => T): Pair<T> => ({ rust: make('rust'), python: make('python') });

export const otherSide = (side: Side): Side => (side === 'rust' ? 'python' : 'rust');
