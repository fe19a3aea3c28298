import { z } from 'zod';

const RULE =
  'must be origins with commas between, each as a browser sends it, such as https://school.example';

/** `*` is not on offer: then a page of anybody could send what its visitor's browser reaches and others do not. */
const originSchema = z
  .string(RULE)
  .trim()
  .refine((text) => {
    const url = URL.parse(text);
    return url?.origin === text && ['http:', 'https:'].includes(url.protocol);
  }, RULE);

/** Origins of front ends. */
export const originsSchema = z.union(
  [
    z.array(originSchema),
    z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(originSchema)),
  ],
  RULE,
);
