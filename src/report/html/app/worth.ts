/** What the evidence is worth: how each side was asked, which version it was, and how old all of it is. */
import { data } from './data.ts';

export function sideWords(side: 'rust' | 'python'): string {
  const { mode, url, version } = data.sides[side];
  return [mode, url, version && `version ${version}`].filter(Boolean).join(', ');
}

/** Days since the run ended, in words. */
function age(): string {
  const days = Math.floor((Date.now() - Date.parse(data.finishedAt)) / 86_400_000);
  return days < 1 ? 'less than a day old' : days === 1 ? 'a day old' : `${days} days old`;
}

export function worth(): string {
  const recorded = data.sides.rust.mode === 'recorded' || data.sides.python.mode === 'recorded';
  const at = data.finishedAt.slice(0, 16).replace('T', ' ');
  return `${at} UTC, ${age()}, by parity ${data.parity}${recorded ? '; recorded evidence never opens the gate' : ''}`;
}
