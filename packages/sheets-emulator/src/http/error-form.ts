import { invalid } from '../api/api-error.ts';
import type { Route } from './match-route.ts';

/** The parameter that chooses the form of errors. The last one given counts. */
const FORM = '$.xgafv';

const formOf = (url: URL): string | undefined => url.searchParams.getAll(FORM).at(-1);

/** Drive lists errors in the older form too, and every method does when it is asked for. */
export const listsErrors = (url: URL, { operation }: Route): boolean =>
  operation.id.startsWith('drive.') || formOf(url) === '1';

/** Throws the 400 for a form of errors that there is not. It comes before everything else. */
export const checkForm = (url: URL): void => {
  const form = formOf(url);
  if (form === undefined || form === '1' || form === '2') return;
  throw invalid(`Invalid query parameters. Invalid value '${form}' for system query parameter : ${FORM}`);
};
