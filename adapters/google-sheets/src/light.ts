/** What is told of a spreadsheet without asking Google, and without loading what asks. Types come from the main entry. */
export { describeSpreadsheet } from './describe-spreadsheet.js';
