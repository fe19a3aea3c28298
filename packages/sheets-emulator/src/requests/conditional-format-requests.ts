import { invalid } from '../api/api-error.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ConditionalFormatRule } from '../schema/sheets-types.ts';
import { checkCondition } from './check-condition.ts';
import { changeSheet, checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';

const checkRule = (edit: Edit, rule: ConditionalFormatRule | undefined): number => {
  const ranges = rule?.ranges ?? [];
  const [first] = ranges;
  if (rule === undefined || first === undefined) throw invalid('A conditional format rule needs a range.');
  for (const range of ranges) checkedArea(gridSheet(edit, range.sheetId), range);
  if (rule.booleanRule === undefined && rule.gradientRule === undefined) {
    throw invalid('A conditional format rule needs a booleanRule or a gradientRule.');
  }
  checkCondition(rule.booleanRule?.condition);
  return first.sheetId ?? 0;
};

const setRules = (edit: Edit, sheetId: number, conditionalFormats: readonly ConditionalFormatRule[]): void =>
  changeSheet(edit, sheetId, (sheet) => ({ ...sheet, conditionalFormats }));

const ruleAt = (sheet: Sheet, index: number): ConditionalFormatRule => {
  const rule = sheet.conditionalFormats[index];
  if (rule === undefined)
    throw invalid(`No conditional format on sheet: ${sheet.sheetId} at index: ${index}`);
  return rule;
};

const withoutZero = (name: string, index: number) => (index === 0 ? {} : { [name]: index });

const addConditionalFormatRule: Handler<'addConditionalFormatRule'> = (edit, { rule, index = 0 }) => {
  const sheetId = checkRule(edit, rule);
  const rules = [...gridSheet(edit, sheetId).conditionalFormats];
  if (rule !== undefined) rules.splice(index, 0, rule);
  setRules(edit, sheetId, rules);
  return undefined;
};

const updateConditionalFormatRule: Handler<'updateConditionalFormatRule'> = (edit, request) => {
  const { index = 0, newIndex, rule } = request;
  const sheetId = request.sheetId ?? rule?.ranges?.[0]?.sheetId ?? 0;
  const sheet = gridSheet(edit, sheetId);
  const oldRule = ruleAt(sheet, index);
  const rules = sheet.conditionalFormats.filter((each) => each !== oldRule);
  if (rule !== undefined) checkRule(edit, rule);
  const target = rule === undefined ? (newIndex ?? 0) : index;
  const newRule = rule ?? oldRule;
  rules.splice(target, 0, newRule);
  setRules(edit, sheetId, rules);
  return {
    updateConditionalFormatRule: {
      newRule,
      ...withoutZero('newIndex', target),
      oldRule,
      ...withoutZero('oldIndex', index),
    },
  };
};

const deleteConditionalFormatRule: Handler<'deleteConditionalFormatRule'> = (
  edit,
  { sheetId = 0, index = 0 },
) => {
  const sheet = gridSheet(edit, sheetId);
  const rule = ruleAt(sheet, index);
  setRules(
    edit,
    sheetId,
    sheet.conditionalFormats.filter((each) => each !== rule),
  );
  return { deleteConditionalFormatRule: { rule } };
};

/** Requests about formats that depend on values. Rules are kept, moved and answered; they do not colour cells. */
export const conditionalFormatRequests: Handlers = {
  addConditionalFormatRule,
  updateConditionalFormatRule,
  deleteConditionalFormatRule,
};
