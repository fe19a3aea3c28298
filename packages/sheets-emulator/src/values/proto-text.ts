const scalarText = (value: unknown): string => {
  if (value === null) return 'null_value: NULL_VALUE';
  if (typeof value === 'string') return `string_value: ${JSON.stringify(value)}`;
  if (typeof value === 'boolean') return `bool_value: ${value}`;
  const number = Number(value);
  return `number_value: ${Number.isInteger(number) ? number.toFixed(1) : number}`;
};

const lines = (value: unknown, indent: string): string => {
  if (Array.isArray(value)) {
    const items = value.map((item) => `${indent}  values {\n${lines(item, `${indent}    `)}${indent}  }\n`);
    return `${indent}list_value {\n${items.join('')}${indent}}\n`;
  }
  if (typeof value !== 'object' || value === null) return `${indent}${scalarText(value)}\n`;
  const fields = Object.entries(value).map(
    ([key, item]) =>
      `${indent}  fields {\n${indent}    key: ${JSON.stringify(key)}\n${indent}    value {\n${lines(item, `${indent}      `)}${indent}    }\n${indent}  }\n`,
  );
  return `${indent}struct_value {\n${fields.join('')}${indent}}\n`;
};

/** A JSON value as the API writes it into its complaints: in the text form of protocol buffers. */
export const protoText = (value: unknown): string => lines(value, '').replace(' {\n', ' \t {\n');
