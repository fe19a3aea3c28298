import { invalid } from '../api/api-error.ts';
import type { GridRange, NamedRange } from '../schema/sheets-types.ts';
import { checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}_.]*$/u;
const LOOKS_LIKE_A_CELL = /^(?:[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|true|false)$/i;

const checkName = (edit: Edit, name: string, own?: string): void => {
  if (name === '' || name.length > 250 || !NAME.test(name) || LOOKS_LIKE_A_CELL.test(name)) {
    throw invalid(`Invalid name: ${name}`);
  }
  const taken = edit.spreadsheet.contents.namedRanges.some(
    (range) => range.namedRangeId !== own && range.name?.toLowerCase() === name.toLowerCase(),
  );
  if (taken) {
    throw invalid(`Cannot add named range with name ${name}, a named range with that name already exists.`);
  }
};

const checkRange = (edit: Edit, range: GridRange | undefined): void => {
  if (range === undefined) throw invalid('No range specified.');
  checkedArea(gridSheet(edit, range.sheetId), range);
};

const setNamedRanges = (edit: Edit, namedRanges: readonly NamedRange[]): void => {
  edit.spreadsheet.contents = { ...edit.spreadsheet.contents, namedRanges };
};

const byId = (edit: Edit, id: string | undefined): NamedRange => {
  const found = edit.spreadsheet.contents.namedRanges.find(({ namedRangeId }) => namedRangeId === id);
  if (found === undefined) throw invalid(`No named range with id: ${id ?? ''}`);
  return found;
};

/** Makes room for a range in a spreadsheet that lets new ranges replace others. */
const giveWay = (edit: Edit, id: string | undefined, name = ''): void => {
  const { namedRanges } = edit.spreadsheet.contents;
  const isOther = (range: NamedRange): boolean =>
    range.namedRangeId !== id && range.name?.toLowerCase() !== name.toLowerCase();
  setNamedRanges(edit, namedRanges.filter(isOther));
};

const addNamedRange: Handler<'addNamedRange'> = (edit, { namedRange = {} }) => {
  if (edit.spreadsheet.rules.lenientNamedRanges) giveWay(edit, namedRange.namedRangeId, namedRange.name);
  const { namedRanges } = edit.spreadsheet.contents;
  const namedRangeId = namedRange.namedRangeId ?? String(edit.random.id());
  if (namedRanges.some((range) => range.namedRangeId === namedRangeId)) {
    throw invalid(
      `Cannot add named range with id ${namedRangeId}, a named range with that id already exists.`,
    );
  }
  checkName(edit, namedRange.name ?? '');
  checkRange(edit, namedRange.range);
  const added: NamedRange = { namedRangeId, name: namedRange.name, range: namedRange.range };
  setNamedRanges(edit, [...namedRanges, added]);
  return { addNamedRange: { namedRange: added } };
};

const updateNamedRange: Handler<'updateNamedRange'> = (edit, { namedRange = {}, fields }) => {
  const mask = updateMask(fields, 'NamedRange');
  const old = byId(edit, namedRange.namedRangeId);
  const changed = { ...mergeByMask(old, namedRange, mask), namedRangeId: old.namedRangeId };
  checkName(edit, changed.name ?? '', old.namedRangeId);
  checkRange(edit, changed.range);
  const { namedRanges } = edit.spreadsheet.contents;
  setNamedRanges(
    edit,
    namedRanges.map((range) => (range === old ? changed : range)),
  );
  return undefined;
};

const deleteNamedRange: Handler<'deleteNamedRange'> = (edit, { namedRangeId }) => {
  const { rules, contents } = edit.spreadsheet;
  const { namedRanges } = contents;
  if (rules.lenientNamedRanges && !namedRanges.some((range) => range.namedRangeId === namedRangeId)) {
    return undefined;
  }
  const gone = byId(edit, namedRangeId);
  setNamedRanges(
    edit,
    namedRanges.filter((range) => range !== gone),
  );
  return undefined;
};

/** Requests about named ranges. An id may be chosen; one that is taken, or a name that is taken, is an error. */
export const namedRangeRequests: Handlers = { addNamedRange, updateNamedRange, deleteNamedRange };
