/** Enumerations whose name is not that of the field. */
const NAMES: Readonly<Record<string, string>> = {
  majorDimension: 'Dimension',
  shiftDimension: 'Dimension',
  horizontalAlignment: 'HorizontalAlign',
  verticalAlignment: 'VerticalAlign',
  responseValueRenderOption: 'ValueRenderOption',
  responseDateTimeRenderOption: 'DateTimeRenderOption',
  pasteOrientation: 'PasteOrientation',
  locationType: 'DeveloperMetadataLocationType',
  locationMatchingStrategy: 'DeveloperMetadataLocationMatchingStrategy',
  visibility: 'DeveloperMetadataVisibility',
};

/** The name of the enumeration that a field holds, for Google's words about a value that is not in it. */
export const enumerationName = (field: string | number | undefined): string => {
  const name = String(field ?? '');
  return NAMES[name] ?? name.replace(/^[a-z]/, (letter) => letter.toUpperCase());
};
