const UNITS = [
  { ms: 86_400_000, from: 2 * 86_400_000, name: 'd' },
  { ms: 3_600_000, from: 3_600_000, name: 'h' },
  { ms: 60_000, from: 60_000, name: 'min' },
] as const;

/** A duration for people, rounded down to one unit: `12 s`, `3 min`, `47 h`, `2 d`. Milliseconds; less than nought counts as nought. */
export function durationWords(ms: number): string {
  const unit = UNITS.find(({ from }) => ms >= from) ?? { ms: 1_000, name: 's' };
  return `${Math.floor(Math.max(0, ms) / unit.ms)} ${unit.name}`;
}
