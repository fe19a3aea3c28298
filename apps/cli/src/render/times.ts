const STEPS = [
  { unit: 'd', ms: 86_400_000 },
  { unit: 'h', ms: 3_600_000 },
  { unit: 'min', ms: 60_000 },
  { unit: 's', ms: 1_000 },
] as const;

/** How long something took or lasts, in its largest whole unit: `850 ms`, `12 s`, `3 min`, `5 h`, `2 d`. */
export function roughly(milliseconds: number): string {
  const step = STEPS.find((candidate) => milliseconds >= candidate.ms);
  return step === undefined
    ? `${Math.max(0, Math.round(milliseconds))} ms`
    : `${Math.floor(milliseconds / step.ms)} ${step.unit}`;
}

/** How long a run took: `0.4 s`, `12.0 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** A moment (ISO) for people: `2026-11-23 12:00:00 UTC (5 min ago)`. */
export function moment(iso: string, now: number): string {
  const away = Date.parse(iso) - now;
  const distance = away > 0 ? `in ${roughly(away)}` : `${roughly(-away)} ago`;
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC (${distance})`;
}
