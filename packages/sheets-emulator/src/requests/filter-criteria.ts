import type { FilterCriteria, FilterSpec } from '../schema/sheets-types.ts';

interface Filter {
  readonly criteria?: Readonly<Record<string, FilterCriteria>> | undefined;
  readonly filterSpecs?: readonly FilterSpec[] | undefined;
}

/** Filters can be given by column (`criteria`) or as a list (`filterSpecs`); answers have both. */
export const withBothForms = <T extends Filter>(filter: T): T => {
  const fromSpecs = (filter.filterSpecs ?? []).flatMap(({ columnIndex, filterCriteria }) =>
    columnIndex === undefined || filterCriteria === undefined
      ? []
      : [[String(columnIndex), filterCriteria] as const],
  );
  const criteria: Record<string, FilterCriteria> = { ...filter.criteria, ...Object.fromEntries(fromSpecs) };
  const columns = Object.keys(criteria);
  if (columns.length === 0) {
    const { criteria: _, filterSpecs: __, ...rest } = filter;
    return rest as T;
  }
  const filterSpecs: FilterSpec[] = columns.map((column) => ({
    filterCriteria: criteria[column],
    columnIndex: Number(column),
  }));
  return { ...filter, criteria, filterSpecs };
};
