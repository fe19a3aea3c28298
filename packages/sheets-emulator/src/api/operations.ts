import { copyToOperation } from './copy-to-operation.ts';
import { driveAboutOperations } from './drive-about-operations.ts';
import { driveListOperations } from './drive-list-operations.ts';
import { driveFileOperations } from './drive-operations.ts';
import { importOperations } from './import-operation.ts';
import type { Operation } from './operation.ts';
import { commentOperation, permissionOperations } from './permission-operations.ts';
import { spreadsheetOperations } from './spreadsheet-operations.ts';
import { valuesAppendOperation } from './values-append-operation.ts';
import { valuesClearOperations } from './values-clear-operations.ts';
import { valuesReadOperations } from './values-read-operations.ts';
import { valuesWriteOperations } from './values-write-operations.ts';

/** Every method that the emulator answers. */
export const OPERATIONS: readonly Operation[] = [
  ...spreadsheetOperations,
  ...valuesReadOperations,
  ...valuesWriteOperations,
  valuesAppendOperation,
  ...valuesClearOperations,
  copyToOperation,
  ...driveAboutOperations,
  ...driveFileOperations,
  ...driveListOperations,
  ...permissionOperations,
  commentOperation,
  ...importOperations,
];
