// Made by scripts/generate-schema.ts from the discovery document of Sheets v4, revision 20261019. Not edited by hand.

export interface AddBandingRequest {
  readonly bandedRange?: BandedRange | undefined;
}

export interface AddBandingResponse {
  readonly bandedRange?: BandedRange | undefined;
}

export interface AddChartRequest {
  readonly chart?: EmbeddedChart | undefined;
}

export interface AddChartResponse {
  readonly chart?: EmbeddedChart | undefined;
}

export interface AddCommentReplyRequest {
  readonly commentId?: string | undefined;
  readonly post?: Post | undefined;
}

export interface AddCommentReplyResponse {
  readonly post?: Post | undefined;
}

export interface AddConditionalFormatRuleRequest {
  readonly index?: number | undefined;
  readonly rule?: ConditionalFormatRule | undefined;
}

export interface AddDataSourceRequest {
  readonly dataSource?: DataSource | undefined;
}

export interface AddDataSourceResponse {
  readonly dataExecutionStatus?: DataExecutionStatus | undefined;
  readonly dataSource?: DataSource | undefined;
}

export interface AddDimensionGroupRequest {
  readonly range?: DimensionRange | undefined;
}

export interface AddDimensionGroupResponse {
  readonly dimensionGroups?: ReadonlyArray<DimensionGroup> | undefined;
}

export interface AddFilterViewRequest {
  readonly filter?: FilterView | undefined;
}

export interface AddFilterViewResponse {
  readonly filter?: FilterView | undefined;
}

export interface AddNamedRangeRequest {
  readonly namedRange?: NamedRange | undefined;
}

export interface AddNamedRangeResponse {
  readonly namedRange?: NamedRange | undefined;
}

export interface AddProtectedRangeRequest {
  readonly protectedRange?: ProtectedRange | undefined;
}

export interface AddProtectedRangeResponse {
  readonly protectedRange?: ProtectedRange | undefined;
}

export interface AddSheetRequest {
  readonly properties?: SheetProperties | undefined;
}

export interface AddSheetResponse {
  readonly properties?: SheetProperties | undefined;
}

export interface AddSlicerRequest {
  readonly slicer?: Slicer | undefined;
}

export interface AddSlicerResponse {
  readonly slicer?: Slicer | undefined;
}

export interface AddTableRequest {
  readonly table?: Table | undefined;
}

export interface AddTableResponse {
  readonly table?: Table | undefined;
}

export interface AppendCellsRequest {
  readonly fields?: string | undefined;
  readonly rows?: ReadonlyArray<RowData> | undefined;
  readonly sheetId?: number | undefined;
  readonly tableId?: string | undefined;
}

export interface AppendDimensionRequest {
  readonly dimension?: 'DIMENSION_UNSPECIFIED' | 'ROWS' | 'COLUMNS' | undefined;
  readonly length?: number | undefined;
  readonly sheetId?: number | undefined;
}

export interface AppendValuesResponse {
  readonly spreadsheetId?: string | undefined;
  readonly tableRange?: string | undefined;
  readonly updates?: UpdateValuesResponse | undefined;
}

export interface AutoFillRequest {
  readonly range?: GridRange | undefined;
  readonly sourceAndDestination?: SourceAndDestination | undefined;
  readonly useAlternateSeries?: boolean | undefined;
}

export interface AutoResizeDimensionsRequest {
  readonly dataSourceSheetDimensions?: DataSourceSheetDimensionRange | undefined;
  readonly dimensions?: DimensionRange | undefined;
}

export interface BandedRange {
  readonly bandedRangeId?: number | undefined;
  readonly bandedRangeReference?: string | undefined;
  readonly columnProperties?: BandingProperties | undefined;
  readonly range?: GridRange | undefined;
  readonly rowProperties?: BandingProperties | undefined;
}

export interface BandingProperties {
  readonly firstBandColor?: Color | undefined;
  readonly firstBandColorStyle?: ColorStyle | undefined;
  readonly footerColor?: Color | undefined;
  readonly footerColorStyle?: ColorStyle | undefined;
  readonly headerColor?: Color | undefined;
  readonly headerColorStyle?: ColorStyle | undefined;
  readonly secondBandColor?: Color | undefined;
  readonly secondBandColorStyle?: ColorStyle | undefined;
}

export interface BaselineValueFormat {
  readonly comparisonType?:
    | 'COMPARISON_TYPE_UNDEFINED'
    | 'ABSOLUTE_DIFFERENCE'
    | 'PERCENTAGE_DIFFERENCE'
    | undefined;
  readonly description?: string | undefined;
  readonly negativeColor?: Color | undefined;
  readonly negativeColorStyle?: ColorStyle | undefined;
  readonly position?: TextPosition | undefined;
  readonly positiveColor?: Color | undefined;
  readonly positiveColorStyle?: ColorStyle | undefined;
  readonly textFormat?: TextFormat | undefined;
}

export interface BasicChartAxis {
  readonly format?: TextFormat | undefined;
  readonly position?:
    | 'BASIC_CHART_AXIS_POSITION_UNSPECIFIED'
    | 'BOTTOM_AXIS'
    | 'LEFT_AXIS'
    | 'RIGHT_AXIS'
    | undefined;
  readonly title?: string | undefined;
  readonly titleTextPosition?: TextPosition | undefined;
  readonly viewWindowOptions?: ChartAxisViewWindowOptions | undefined;
}

export interface BasicChartDomain {
  readonly domain?: ChartData | undefined;
  readonly reversed?: boolean | undefined;
}

export interface BasicChartSeries {
  readonly color?: Color | undefined;
  readonly colorStyle?: ColorStyle | undefined;
  readonly dataLabel?: DataLabel | undefined;
  readonly lineStyle?: LineStyle | undefined;
  readonly pointStyle?: PointStyle | undefined;
  readonly series?: ChartData | undefined;
  readonly styleOverrides?: ReadonlyArray<BasicSeriesDataPointStyleOverride> | undefined;
  readonly targetAxis?:
    | 'BASIC_CHART_AXIS_POSITION_UNSPECIFIED'
    | 'BOTTOM_AXIS'
    | 'LEFT_AXIS'
    | 'RIGHT_AXIS'
    | undefined;
  readonly type?:
    | 'BASIC_CHART_TYPE_UNSPECIFIED'
    | 'BAR'
    | 'LINE'
    | 'AREA'
    | 'COLUMN'
    | 'SCATTER'
    | 'COMBO'
    | 'STEPPED_AREA'
    | undefined;
}

export interface BasicChartSpec {
  readonly axis?: ReadonlyArray<BasicChartAxis> | undefined;
  readonly chartType?:
    | 'BASIC_CHART_TYPE_UNSPECIFIED'
    | 'BAR'
    | 'LINE'
    | 'AREA'
    | 'COLUMN'
    | 'SCATTER'
    | 'COMBO'
    | 'STEPPED_AREA'
    | undefined;
  readonly compareMode?: 'BASIC_CHART_COMPARE_MODE_UNSPECIFIED' | 'DATUM' | 'CATEGORY' | undefined;
  readonly domains?: ReadonlyArray<BasicChartDomain> | undefined;
  readonly headerCount?: number | undefined;
  readonly interpolateNulls?: boolean | undefined;
  readonly legendPosition?:
    | 'BASIC_CHART_LEGEND_POSITION_UNSPECIFIED'
    | 'BOTTOM_LEGEND'
    | 'LEFT_LEGEND'
    | 'RIGHT_LEGEND'
    | 'TOP_LEGEND'
    | 'NO_LEGEND'
    | undefined;
  readonly lineSmoothing?: boolean | undefined;
  readonly series?: ReadonlyArray<BasicChartSeries> | undefined;
  readonly stackedType?:
    | 'BASIC_CHART_STACKED_TYPE_UNSPECIFIED'
    | 'NOT_STACKED'
    | 'STACKED'
    | 'PERCENT_STACKED'
    | undefined;
  readonly threeDimensional?: boolean | undefined;
  readonly totalDataLabel?: DataLabel | undefined;
}

export interface BasicFilter {
  readonly criteria?: Readonly<Record<string, FilterCriteria>> | undefined;
  readonly filterSpecs?: ReadonlyArray<FilterSpec> | undefined;
  readonly range?: GridRange | undefined;
  readonly sortSpecs?: ReadonlyArray<SortSpec> | undefined;
  readonly tableId?: string | undefined;
}

export interface BasicSeriesDataPointStyleOverride {
  readonly color?: Color | undefined;
  readonly colorStyle?: ColorStyle | undefined;
  readonly index?: number | undefined;
  readonly pointStyle?: PointStyle | undefined;
}

export interface BatchClearValuesByDataFilterRequest {
  readonly dataFilters?: ReadonlyArray<DataFilter> | undefined;
}

export interface BatchClearValuesByDataFilterResponse {
  readonly clearedRanges?: ReadonlyArray<string> | undefined;
  readonly spreadsheetId?: string | undefined;
}

export interface BatchClearValuesRequest {
  readonly ranges?: ReadonlyArray<string> | undefined;
}

export interface BatchClearValuesResponse {
  readonly clearedRanges?: ReadonlyArray<string> | undefined;
  readonly spreadsheetId?: string | undefined;
}

export interface BatchGetValuesByDataFilterRequest {
  readonly dataFilters?: ReadonlyArray<DataFilter> | undefined;
  readonly dateTimeRenderOption?: 'SERIAL_NUMBER' | 'FORMATTED_STRING' | undefined;
  readonly majorDimension?: 'DIMENSION_UNSPECIFIED' | 'ROWS' | 'COLUMNS' | undefined;
  readonly valueRenderOption?: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA' | undefined;
}

export interface BatchGetValuesByDataFilterResponse {
  readonly spreadsheetId?: string | undefined;
  readonly valueRanges?: ReadonlyArray<MatchedValueRange> | undefined;
}

export interface BatchGetValuesResponse {
  readonly spreadsheetId?: string | undefined;
  readonly valueRanges?: ReadonlyArray<ValueRange> | undefined;
}

export interface BatchUpdateSpreadsheetRequest {
  readonly commentsViewMode?:
    | 'COMMENTS_VIEW_MODE_UNSPECIFIED'
    | 'COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS'
    | 'COMMENTS_VIEW_MODE_OMITTED'
    | 'COMMENTS_VIEW_MODE_INCLUDED'
    | undefined;
  readonly includeSpreadsheetInResponse?: boolean | undefined;
  readonly requests?: ReadonlyArray<Request> | undefined;
  readonly responseIncludeGridData?: boolean | undefined;
  readonly responseRanges?: ReadonlyArray<string> | undefined;
}

export interface BatchUpdateSpreadsheetResponse {
  readonly commentUpdateState?:
    | 'COMMENT_UPDATE_STATE_UNSPECIFIED'
    | 'NO_UPDATES_REQUESTED'
    | 'ALL_SAVED'
    | 'ALL_FAILED_UNKNOWN_REASON'
    | undefined;
  readonly replies?: ReadonlyArray<Response> | undefined;
  readonly spreadsheetId?: string | undefined;
  readonly updatedSpreadsheet?: Spreadsheet | undefined;
}

export interface BatchUpdateValuesByDataFilterRequest {
  readonly data?: ReadonlyArray<DataFilterValueRange> | undefined;
  readonly includeValuesInResponse?: boolean | undefined;
  readonly responseDateTimeRenderOption?: 'SERIAL_NUMBER' | 'FORMATTED_STRING' | undefined;
  readonly responseValueRenderOption?: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA' | undefined;
  readonly valueInputOption?: 'INPUT_VALUE_OPTION_UNSPECIFIED' | 'RAW' | 'USER_ENTERED' | undefined;
}

export interface BatchUpdateValuesByDataFilterResponse {
  readonly responses?: ReadonlyArray<UpdateValuesByDataFilterResponse> | undefined;
  readonly spreadsheetId?: string | undefined;
  readonly totalUpdatedCells?: number | undefined;
  readonly totalUpdatedColumns?: number | undefined;
  readonly totalUpdatedRows?: number | undefined;
  readonly totalUpdatedSheets?: number | undefined;
}

export interface BatchUpdateValuesRequest {
  readonly data?: ReadonlyArray<ValueRange> | undefined;
  readonly includeValuesInResponse?: boolean | undefined;
  readonly responseDateTimeRenderOption?: 'SERIAL_NUMBER' | 'FORMATTED_STRING' | undefined;
  readonly responseValueRenderOption?: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA' | undefined;
  readonly valueInputOption?: 'INPUT_VALUE_OPTION_UNSPECIFIED' | 'RAW' | 'USER_ENTERED' | undefined;
}

export interface BatchUpdateValuesResponse {
  readonly responses?: ReadonlyArray<UpdateValuesResponse> | undefined;
  readonly spreadsheetId?: string | undefined;
  readonly totalUpdatedCells?: number | undefined;
  readonly totalUpdatedColumns?: number | undefined;
  readonly totalUpdatedRows?: number | undefined;
  readonly totalUpdatedSheets?: number | undefined;
}

export interface BigQueryDataSourceSpec {
  readonly projectId?: string | undefined;
  readonly querySpec?: BigQueryQuerySpec | undefined;
  readonly tableSpec?: BigQueryTableSpec | undefined;
}

export interface BigQueryQuerySpec {
  readonly rawQuery?: string | undefined;
}

export interface BigQueryTableSpec {
  readonly datasetId?: string | undefined;
  readonly tableId?: string | undefined;
  readonly tableProjectId?: string | undefined;
}

export interface BooleanCondition {
  readonly type?:
    | 'CONDITION_TYPE_UNSPECIFIED'
    | 'NUMBER_GREATER'
    | 'NUMBER_GREATER_THAN_EQ'
    | 'NUMBER_LESS'
    | 'NUMBER_LESS_THAN_EQ'
    | 'NUMBER_EQ'
    | 'NUMBER_NOT_EQ'
    | 'NUMBER_BETWEEN'
    | 'NUMBER_NOT_BETWEEN'
    | 'TEXT_CONTAINS'
    | 'TEXT_NOT_CONTAINS'
    | 'TEXT_STARTS_WITH'
    | 'TEXT_ENDS_WITH'
    | 'TEXT_EQ'
    | 'TEXT_IS_EMAIL'
    | 'TEXT_IS_URL'
    | 'DATE_EQ'
    | 'DATE_BEFORE'
    | 'DATE_AFTER'
    | 'DATE_ON_OR_BEFORE'
    | 'DATE_ON_OR_AFTER'
    | 'DATE_BETWEEN'
    | 'DATE_NOT_BETWEEN'
    | 'DATE_IS_VALID'
    | 'ONE_OF_RANGE'
    | 'ONE_OF_LIST'
    | 'BLANK'
    | 'NOT_BLANK'
    | 'CUSTOM_FORMULA'
    | 'BOOLEAN'
    | 'TEXT_NOT_EQ'
    | 'DATE_NOT_EQ'
    | 'FILTER_EXPRESSION'
    | undefined;
  readonly values?: ReadonlyArray<ConditionValue> | undefined;
}

export interface BooleanRule {
  readonly condition?: BooleanCondition | undefined;
  readonly format?: CellFormat | undefined;
}

export interface Border {
  readonly color?: Color | undefined;
  readonly colorStyle?: ColorStyle | undefined;
  readonly style?:
    | 'STYLE_UNSPECIFIED'
    | 'DOTTED'
    | 'DASHED'
    | 'SOLID'
    | 'SOLID_MEDIUM'
    | 'SOLID_THICK'
    | 'NONE'
    | 'DOUBLE'
    | undefined;
  readonly width?: number | undefined;
}

export interface Borders {
  readonly bottom?: Border | undefined;
  readonly left?: Border | undefined;
  readonly right?: Border | undefined;
  readonly top?: Border | undefined;
}

export interface BubbleChartSpec {
  readonly bubbleBorderColor?: Color | undefined;
  readonly bubbleBorderColorStyle?: ColorStyle | undefined;
  readonly bubbleLabels?: ChartData | undefined;
  readonly bubbleMaxRadiusSize?: number | undefined;
  readonly bubbleMinRadiusSize?: number | undefined;
  readonly bubbleOpacity?: number | undefined;
  readonly bubbleSizes?: ChartData | undefined;
  readonly bubbleTextStyle?: TextFormat | undefined;
  readonly domain?: ChartData | undefined;
  readonly groupIds?: ChartData | undefined;
  readonly legendPosition?:
    | 'BUBBLE_CHART_LEGEND_POSITION_UNSPECIFIED'
    | 'BOTTOM_LEGEND'
    | 'LEFT_LEGEND'
    | 'RIGHT_LEGEND'
    | 'TOP_LEGEND'
    | 'NO_LEGEND'
    | 'INSIDE_LEGEND'
    | undefined;
  readonly series?: ChartData | undefined;
}

export interface CancelDataSourceRefreshRequest {
  readonly dataSourceId?: string | undefined;
  readonly isAll?: boolean | undefined;
  readonly references?: DataSourceObjectReferences | undefined;
}

export interface CancelDataSourceRefreshResponse {
  readonly statuses?: ReadonlyArray<CancelDataSourceRefreshStatus> | undefined;
}

export interface CancelDataSourceRefreshStatus {
  readonly reference?: DataSourceObjectReference | undefined;
  readonly refreshCancellationStatus?: RefreshCancellationStatus | undefined;
}

export interface CandlestickChartSpec {
  readonly data?: ReadonlyArray<CandlestickData> | undefined;
  readonly domain?: CandlestickDomain | undefined;
}

export interface CandlestickData {
  readonly closeSeries?: CandlestickSeries | undefined;
  readonly highSeries?: CandlestickSeries | undefined;
  readonly lowSeries?: CandlestickSeries | undefined;
  readonly openSeries?: CandlestickSeries | undefined;
}

export interface CandlestickDomain {
  readonly data?: ChartData | undefined;
  readonly reversed?: boolean | undefined;
}

export interface CandlestickSeries {
  readonly data?: ChartData | undefined;
}

export interface CellData {
  readonly chipRuns?: ReadonlyArray<ChipRun> | undefined;
  readonly dataSourceFormula?: DataSourceFormula | undefined;
  readonly dataSourceTable?: DataSourceTable | undefined;
  readonly dataValidation?: DataValidationRule | undefined;
  readonly effectiveFormat?: CellFormat | undefined;
  readonly effectiveValue?: ExtendedValue | undefined;
  readonly formattedValue?: string | undefined;
  readonly hyperlink?: string | undefined;
  readonly note?: string | undefined;
  readonly pivotTable?: PivotTable | undefined;
  readonly textFormatRuns?: ReadonlyArray<TextFormatRun> | undefined;
  readonly userEnteredFormat?: CellFormat | undefined;
  readonly userEnteredValue?: ExtendedValue | undefined;
}

export interface CellFormat {
  readonly backgroundColor?: Color | undefined;
  readonly backgroundColorStyle?: ColorStyle | undefined;
  readonly borders?: Borders | undefined;
  readonly horizontalAlignment?: 'HORIZONTAL_ALIGN_UNSPECIFIED' | 'LEFT' | 'CENTER' | 'RIGHT' | undefined;
  readonly hyperlinkDisplayType?: 'HYPERLINK_DISPLAY_TYPE_UNSPECIFIED' | 'LINKED' | 'PLAIN_TEXT' | undefined;
  readonly numberFormat?: NumberFormat | undefined;
  readonly padding?: Padding | undefined;
  readonly textDirection?: 'TEXT_DIRECTION_UNSPECIFIED' | 'LEFT_TO_RIGHT' | 'RIGHT_TO_LEFT' | undefined;
  readonly textFormat?: TextFormat | undefined;
  readonly textRotation?: TextRotation | undefined;
  readonly verticalAlignment?: 'VERTICAL_ALIGN_UNSPECIFIED' | 'TOP' | 'MIDDLE' | 'BOTTOM' | undefined;
  readonly wrapStrategy?:
    | 'WRAP_STRATEGY_UNSPECIFIED'
    | 'OVERFLOW_CELL'
    | 'LEGACY_WRAP'
    | 'CLIP'
    | 'WRAP'
    | undefined;
}

export interface ChartAxisViewWindowOptions {
  readonly viewWindowMax?: number | undefined;
  readonly viewWindowMin?: number | undefined;
  readonly viewWindowMode?:
    | 'DEFAULT_VIEW_WINDOW_MODE'
    | 'VIEW_WINDOW_MODE_UNSUPPORTED'
    | 'EXPLICIT'
    | 'PRETTY'
    | undefined;
}

export interface ChartCustomNumberFormatOptions {
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

export interface ChartData {
  readonly aggregateType?:
    | 'CHART_AGGREGATE_TYPE_UNSPECIFIED'
    | 'AVERAGE'
    | 'COUNT'
    | 'MAX'
    | 'MEDIAN'
    | 'MIN'
    | 'SUM'
    | undefined;
  readonly columnReference?: DataSourceColumnReference | undefined;
  readonly groupRule?: ChartGroupRule | undefined;
  readonly sourceRange?: ChartSourceRange | undefined;
}

export interface ChartDateTimeRule {
  readonly type?:
    | 'CHART_DATE_TIME_RULE_TYPE_UNSPECIFIED'
    | 'SECOND'
    | 'MINUTE'
    | 'HOUR'
    | 'HOUR_MINUTE'
    | 'HOUR_MINUTE_AMPM'
    | 'DAY_OF_WEEK'
    | 'DAY_OF_YEAR'
    | 'DAY_OF_MONTH'
    | 'DAY_MONTH'
    | 'MONTH'
    | 'QUARTER'
    | 'YEAR'
    | 'YEAR_MONTH'
    | 'YEAR_QUARTER'
    | 'YEAR_MONTH_DAY'
    | undefined;
}

export interface ChartGroupRule {
  readonly dateTimeRule?: ChartDateTimeRule | undefined;
  readonly histogramRule?: ChartHistogramRule | undefined;
}

export interface ChartHistogramRule {
  readonly intervalSize?: number | undefined;
  readonly maxValue?: number | undefined;
  readonly minValue?: number | undefined;
}

export interface ChartSourceRange {
  readonly sources?: ReadonlyArray<GridRange> | undefined;
}

export interface ChartSpec {
  readonly altText?: string | undefined;
  readonly backgroundColor?: Color | undefined;
  readonly backgroundColorStyle?: ColorStyle | undefined;
  readonly basicChart?: BasicChartSpec | undefined;
  readonly bubbleChart?: BubbleChartSpec | undefined;
  readonly candlestickChart?: CandlestickChartSpec | undefined;
  readonly dataSourceChartProperties?: DataSourceChartProperties | undefined;
  readonly filterSpecs?: ReadonlyArray<FilterSpec> | undefined;
  readonly fontName?: string | undefined;
  readonly hiddenDimensionStrategy?:
    | 'CHART_HIDDEN_DIMENSION_STRATEGY_UNSPECIFIED'
    | 'SKIP_HIDDEN_ROWS_AND_COLUMNS'
    | 'SKIP_HIDDEN_ROWS'
    | 'SKIP_HIDDEN_COLUMNS'
    | 'SHOW_ALL'
    | undefined;
  readonly histogramChart?: HistogramChartSpec | undefined;
  readonly maximized?: boolean | undefined;
  readonly orgChart?: OrgChartSpec | undefined;
  readonly pieChart?: PieChartSpec | undefined;
  readonly scorecardChart?: ScorecardChartSpec | undefined;
  readonly sortSpecs?: ReadonlyArray<SortSpec> | undefined;
  readonly subtitle?: string | undefined;
  readonly subtitleTextFormat?: TextFormat | undefined;
  readonly subtitleTextPosition?: TextPosition | undefined;
  readonly title?: string | undefined;
  readonly titleTextFormat?: TextFormat | undefined;
  readonly titleTextPosition?: TextPosition | undefined;
  readonly treemapChart?: TreemapChartSpec | undefined;
  readonly waterfallChart?: WaterfallChartSpec | undefined;
}

export interface Chip {
  readonly personProperties?: PersonProperties | undefined;
  readonly richLinkProperties?: RichLinkProperties | undefined;
}

export interface ChipRun {
  readonly chip?: Chip | undefined;
  readonly startIndex?: number | undefined;
}

export interface ClearBasicFilterRequest {
  readonly sheetId?: number | undefined;
}

export type ClearValuesRequest = Readonly<Record<string, never>>;

export interface ClearValuesResponse {
  readonly clearedRange?: string | undefined;
  readonly spreadsheetId?: string | undefined;
}

export interface Color {
  readonly alpha?: number | undefined;
  readonly blue?: number | undefined;
  readonly green?: number | undefined;
  readonly red?: number | undefined;
}

export interface ColorStyle {
  readonly rgbColor?: Color | undefined;
  readonly themeColor?:
    | 'THEME_COLOR_TYPE_UNSPECIFIED'
    | 'TEXT'
    | 'BACKGROUND'
    | 'ACCENT1'
    | 'ACCENT2'
    | 'ACCENT3'
    | 'ACCENT4'
    | 'ACCENT5'
    | 'ACCENT6'
    | 'LINK'
    | undefined;
}

export interface CommentAnchor {
  readonly anchorId?: string | undefined;
  readonly range?: GridRange | undefined;
}

export interface CommentThread {
  readonly anchorId?: string | undefined;
  readonly commentId?: string | undefined;
  readonly headPost?: Post | undefined;
  readonly plainTextQuote?: string | undefined;
  readonly replies?: ReadonlyArray<Post> | undefined;
  readonly status?: 'STATUS_UNSPECIFIED' | 'OPEN' | 'RESOLVED' | undefined;
}

export interface ConditionValue {
  readonly relativeDate?:
    | 'RELATIVE_DATE_UNSPECIFIED'
    | 'PAST_YEAR'
    | 'PAST_MONTH'
    | 'PAST_WEEK'
    | 'YESTERDAY'
    | 'TODAY'
    | 'TOMORROW'
    | undefined;
  readonly userEnteredValue?: string | undefined;
}

export interface ConditionalFormatRule {
  readonly booleanRule?: BooleanRule | undefined;
  readonly gradientRule?: GradientRule | undefined;
  readonly ranges?: ReadonlyArray<GridRange> | undefined;
}

export interface CopyPasteRequest {
  readonly destination?: GridRange | undefined;
  readonly pasteOrientation?: 'NORMAL' | 'TRANSPOSE' | undefined;
  readonly pasteType?:
    | 'PASTE_NORMAL'
    | 'PASTE_VALUES'
    | 'PASTE_FORMAT'
    | 'PASTE_NO_BORDERS'
    | 'PASTE_FORMULA'
    | 'PASTE_DATA_VALIDATION'
    | 'PASTE_CONDITIONAL_FORMATTING'
    | undefined;
  readonly source?: GridRange | undefined;
}

export interface CopySheetToAnotherSpreadsheetRequest {
  readonly destinationSpreadsheetId?: string | undefined;
}

export interface CreateDeveloperMetadataRequest {
  readonly developerMetadata?: DeveloperMetadata | undefined;
}

export interface CreateDeveloperMetadataResponse {
  readonly developerMetadata?: DeveloperMetadata | undefined;
}

export interface CutPasteRequest {
  readonly destination?: GridCoordinate | undefined;
  readonly pasteType?:
    | 'PASTE_NORMAL'
    | 'PASTE_VALUES'
    | 'PASTE_FORMAT'
    | 'PASTE_NO_BORDERS'
    | 'PASTE_FORMULA'
    | 'PASTE_DATA_VALIDATION'
    | 'PASTE_CONDITIONAL_FORMATTING'
    | undefined;
  readonly source?: GridRange | undefined;
}

export interface DataExecutionStatus {
  readonly errorCode?:
    | 'DATA_EXECUTION_ERROR_CODE_UNSPECIFIED'
    | 'TIMED_OUT'
    | 'TOO_MANY_ROWS'
    | 'TOO_MANY_COLUMNS'
    | 'TOO_MANY_CELLS'
    | 'ENGINE'
    | 'PARAMETER_INVALID'
    | 'UNSUPPORTED_DATA_TYPE'
    | 'DUPLICATE_COLUMN_NAMES'
    | 'INTERRUPTED'
    | 'CONCURRENT_QUERY'
    | 'OTHER'
    | 'TOO_MANY_CHARS_PER_CELL'
    | 'DATA_NOT_FOUND'
    | 'PERMISSION_DENIED'
    | 'MISSING_COLUMN_ALIAS'
    | 'OBJECT_NOT_FOUND'
    | 'OBJECT_IN_ERROR_STATE'
    | 'OBJECT_SPEC_INVALID'
    | 'DATA_EXECUTION_CANCELLED'
    | undefined;
  readonly errorMessage?: string | undefined;
  readonly lastRefreshTime?: string | undefined;
  readonly state?:
    | 'DATA_EXECUTION_STATE_UNSPECIFIED'
    | 'NOT_STARTED'
    | 'RUNNING'
    | 'CANCELLING'
    | 'SUCCEEDED'
    | 'FAILED'
    | undefined;
}

export interface DataFilter {
  readonly a1Range?: string | undefined;
  readonly developerMetadataLookup?: DeveloperMetadataLookup | undefined;
  readonly gridRange?: GridRange | undefined;
}

export interface DataFilterValueRange {
  readonly dataFilter?: DataFilter | undefined;
  readonly majorDimension?: 'DIMENSION_UNSPECIFIED' | 'ROWS' | 'COLUMNS' | undefined;
  readonly values?: ReadonlyArray<ReadonlyArray<unknown>> | undefined;
}

export interface DataLabel {
  readonly customLabelData?: ChartData | undefined;
  readonly placement?:
    | 'DATA_LABEL_PLACEMENT_UNSPECIFIED'
    | 'CENTER'
    | 'LEFT'
    | 'RIGHT'
    | 'ABOVE'
    | 'BELOW'
    | 'INSIDE_END'
    | 'INSIDE_BASE'
    | 'OUTSIDE_END'
    | undefined;
  readonly textFormat?: TextFormat | undefined;
  readonly type?: 'DATA_LABEL_TYPE_UNSPECIFIED' | 'NONE' | 'DATA' | 'CUSTOM' | undefined;
}

export interface DataSource {
  readonly calculatedColumns?: ReadonlyArray<DataSourceColumn> | undefined;
  readonly dataSourceId?: string | undefined;
  readonly sheetId?: number | undefined;
  readonly spec?: DataSourceSpec | undefined;
}

export interface DataSourceChartProperties {
  readonly dataExecutionStatus?: DataExecutionStatus | undefined;
  readonly dataSourceId?: string | undefined;
}

export interface DataSourceColumn {
  readonly formula?: string | undefined;
  readonly reference?: DataSourceColumnReference | undefined;
}

export interface DataSourceColumnReference {
  readonly name?: string | undefined;
}

export interface DataSourceFormula {
  readonly dataExecutionStatus?: DataExecutionStatus | undefined;
  readonly dataSourceId?: string | undefined;
}

export interface DataSourceObjectReference {
  readonly chartId?: number | undefined;
  readonly dataSourceFormulaCell?: GridCoordinate | undefined;
  readonly dataSourcePivotTableAnchorCell?: GridCoordinate | undefined;
  readonly dataSourceTableAnchorCell?: GridCoordinate | undefined;
  readonly sheetId?: string | undefined;
}

export interface DataSourceObjectReferences {
  readonly references?: ReadonlyArray<DataSourceObjectReference> | undefined;
}

export interface DataSourceParameter {
  readonly name?: string | undefined;
  readonly namedRangeId?: string | undefined;
  readonly range?: GridRange | undefined;
}

export interface DataSourceRefreshDailySchedule {
  readonly startTime?: TimeOfDay | undefined;
}

export interface DataSourceRefreshMonthlySchedule {
  readonly daysOfMonth?: ReadonlyArray<number> | undefined;
  readonly startTime?: TimeOfDay | undefined;
}

export interface DataSourceRefreshSchedule {
  readonly dailySchedule?: DataSourceRefreshDailySchedule | undefined;
  readonly enabled?: boolean | undefined;
  readonly monthlySchedule?: DataSourceRefreshMonthlySchedule | undefined;
  readonly nextRun?: Interval | undefined;
  readonly refreshScope?: 'DATA_SOURCE_REFRESH_SCOPE_UNSPECIFIED' | 'ALL_DATA_SOURCES' | undefined;
  readonly weeklySchedule?: DataSourceRefreshWeeklySchedule | undefined;
}

export interface DataSourceRefreshWeeklySchedule {
  readonly daysOfWeek?:
    | ReadonlyArray<
        | 'DAY_OF_WEEK_UNSPECIFIED'
        | 'MONDAY'
        | 'TUESDAY'
        | 'WEDNESDAY'
        | 'THURSDAY'
        | 'FRIDAY'
        | 'SATURDAY'
        | 'SUNDAY'
      >
    | undefined;
  readonly startTime?: TimeOfDay | undefined;
}

export interface DataSourceSheetDimensionRange {
  readonly columnReferences?: ReadonlyArray<DataSourceColumnReference> | undefined;
  readonly sheetId?: number | undefined;
}

export interface DataSourceSheetProperties {
  readonly columns?: ReadonlyArray<DataSourceColumn> | undefined;
  readonly dataExecutionStatus?: DataExecutionStatus | undefined;
  readonly dataSourceId?: string | undefined;
}

export interface DataSourceSpec {
  readonly bigQuery?: BigQueryDataSourceSpec | undefined;
  readonly looker?: LookerDataSourceSpec | undefined;
  readonly parameters?: ReadonlyArray<DataSourceParameter> | undefined;
}

export interface DataSourceTable {
  readonly columnSelectionType?:
    | 'DATA_SOURCE_TABLE_COLUMN_SELECTION_TYPE_UNSPECIFIED'
    | 'SELECTED'
    | 'SYNC_ALL'
    | undefined;
  readonly columns?: ReadonlyArray<DataSourceColumnReference> | undefined;
  readonly dataExecutionStatus?: DataExecutionStatus | undefined;
  readonly dataSourceId?: string | undefined;
  readonly filterSpecs?: ReadonlyArray<FilterSpec> | undefined;
  readonly rowLimit?: number | undefined;
  readonly sortSpecs?: ReadonlyArray<SortSpec> | undefined;
}

export interface DataValidationRule {
  readonly condition?: BooleanCondition | undefined;
  readonly inputMessage?: string | undefined;
  readonly showCustomUi?: boolean | undefined;
  readonly strict?: boolean | undefined;
}

export interface DateTimeRule {
  readonly type?:
    | 'DATE_TIME_RULE_TYPE_UNSPECIFIED'
    | 'SECOND'
    | 'MINUTE'
    | 'HOUR'
    | 'HOUR_MINUTE'
    | 'HOUR_MINUTE_AMPM'
    | 'DAY_OF_WEEK'
    | 'DAY_OF_YEAR'
    | 'DAY_OF_MONTH'
    | 'DAY_MONTH'
    | 'MONTH'
    | 'QUARTER'
    | 'YEAR'
    | 'YEAR_MONTH'
    | 'YEAR_QUARTER'
    | 'YEAR_MONTH_DAY'
    | undefined;
}

export interface DeleteBandingRequest {
  readonly bandedRangeId?: number | undefined;
}

export interface DeleteCommentReplyRequest {
  readonly commentId?: string | undefined;
  readonly postId?: string | undefined;
}

export interface DeleteCommentRequest {
  readonly commentId?: string | undefined;
}

export interface DeleteConditionalFormatRuleRequest {
  readonly index?: number | undefined;
  readonly sheetId?: number | undefined;
}

export interface DeleteConditionalFormatRuleResponse {
  readonly rule?: ConditionalFormatRule | undefined;
}

export interface DeleteDataSourceRequest {
  readonly dataSourceId?: string | undefined;
}

export interface DeleteDeveloperMetadataRequest {
  readonly dataFilter?: DataFilter | undefined;
}

export interface DeleteDeveloperMetadataResponse {
  readonly deletedDeveloperMetadata?: ReadonlyArray<DeveloperMetadata> | undefined;
}

export interface DeleteDimensionGroupRequest {
  readonly range?: DimensionRange | undefined;
}

export interface DeleteDimensionGroupResponse {
  readonly dimensionGroups?: ReadonlyArray<DimensionGroup> | undefined;
}

export interface DeleteDimensionRequest {
  readonly range?: DimensionRange | undefined;
}

export interface DeleteDuplicatesRequest {
  readonly comparisonColumns?: ReadonlyArray<DimensionRange> | undefined;
  readonly range?: GridRange | undefined;
}

export interface DeleteDuplicatesResponse {
  readonly duplicatesRemovedCount?: number | undefined;
}

export interface DeleteEmbeddedObjectRequest {
  readonly objectId?: number | undefined;
}

export interface DeleteFilterViewRequest {
  readonly filterId?: number | undefined;
}

export interface DeleteNamedRangeRequest {
  readonly namedRangeId?: string | undefined;
}

export interface DeleteProtectedRangeRequest {
  readonly protectedRangeId?: number | undefined;
}

export interface DeleteRangeRequest {
  readonly range?: GridRange | undefined;
  readonly shiftDimension?: 'DIMENSION_UNSPECIFIED' | 'ROWS' | 'COLUMNS' | undefined;
}

export interface DeleteSheetRequest {
  readonly sheetId?: number | undefined;
}

export interface DeleteTableRequest {
  readonly tableId?: string | undefined;
}

export interface DeveloperMetadata {
  readonly location?: DeveloperMetadataLocation | undefined;
  readonly metadataId?: number | undefined;
  readonly metadataKey?: string | undefined;
  readonly metadataValue?: string | undefined;
  readonly visibility?: 'DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED' | 'DOCUMENT' | 'PROJECT' | undefined;
}

export interface DeveloperMetadataLocation {
  readonly dimensionRange?: DimensionRange | undefined;
  readonly locationType?:
    | 'DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED'
    | 'ROW'
    | 'COLUMN'
    | 'SHEET'
    | 'SPREADSHEET'
    | undefined;
  readonly sheetId?: number | undefined;
  readonly spreadsheet?: boolean | undefined;
}

export interface DeveloperMetadataLookup {
  readonly locationMatchingStrategy?:
    | 'DEVELOPER_METADATA_LOCATION_MATCHING_STRATEGY_UNSPECIFIED'
    | 'EXACT_LOCATION'
    | 'INTERSECTING_LOCATION'
    | undefined;
  readonly locationType?:
    | 'DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED'
    | 'ROW'
    | 'COLUMN'
    | 'SHEET'
    | 'SPREADSHEET'
    | undefined;
  readonly metadataId?: number | undefined;
  readonly metadataKey?: string | undefined;
  readonly metadataLocation?: DeveloperMetadataLocation | undefined;
  readonly metadataValue?: string | undefined;
  readonly visibility?: 'DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED' | 'DOCUMENT' | 'PROJECT' | undefined;
}

export interface DimensionGroup {
  readonly collapsed?: boolean | undefined;
  readonly depth?: number | undefined;
  readonly range?: DimensionRange | undefined;
}

export interface DimensionProperties {
  readonly dataSourceColumnReference?: DataSourceColumnReference | undefined;
  readonly developerMetadata?: ReadonlyArray<DeveloperMetadata> | undefined;
  readonly hiddenByFilter?: boolean | undefined;
  readonly hiddenByUser?: boolean | undefined;
  readonly pixelSize?: number | undefined;
}

export interface DimensionRange {
  readonly dimension?: 'DIMENSION_UNSPECIFIED' | 'ROWS' | 'COLUMNS' | undefined;
  readonly endIndex?: number | undefined;
  readonly sheetId?: number | undefined;
  readonly startIndex?: number | undefined;
}

export interface DuplicateFilterViewRequest {
  readonly filterId?: number | undefined;
}

export interface DuplicateFilterViewResponse {
  readonly filter?: FilterView | undefined;
}

export interface DuplicateSheetRequest {
  readonly insertSheetIndex?: number | undefined;
  readonly newSheetId?: number | undefined;
  readonly newSheetName?: string | undefined;
  readonly sourceSheetId?: number | undefined;
}

export interface DuplicateSheetResponse {
  readonly properties?: SheetProperties | undefined;
}

export interface Editors {
  readonly domainUsersCanEdit?: boolean | undefined;
  readonly groups?: ReadonlyArray<string> | undefined;
  readonly users?: ReadonlyArray<string> | undefined;
}

export interface EmbeddedChart {
  readonly border?: EmbeddedObjectBorder | undefined;
  readonly chartId?: number | undefined;
  readonly position?: EmbeddedObjectPosition | undefined;
  readonly spec?: ChartSpec | undefined;
}

export interface EmbeddedObjectBorder {
  readonly color?: Color | undefined;
  readonly colorStyle?: ColorStyle | undefined;
}

export interface EmbeddedObjectPosition {
  readonly newSheet?: boolean | undefined;
  readonly overlayPosition?: OverlayPosition | undefined;
  readonly sheetId?: number | undefined;
}

export interface ErrorValue {
  readonly message?: string | undefined;
  readonly type?:
    | 'ERROR_TYPE_UNSPECIFIED'
    | 'ERROR'
    | 'NULL_VALUE'
    | 'DIVIDE_BY_ZERO'
    | 'VALUE'
    | 'REF'
    | 'NAME'
    | 'NUM'
    | 'N_A'
    | 'LOADING'
    | undefined;
}

export interface ExtendedValue {
  readonly boolValue?: boolean | undefined;
  readonly errorValue?: ErrorValue | undefined;
  readonly formulaValue?: string | undefined;
  readonly numberValue?: number | undefined;
  readonly stringValue?: string | undefined;
}

export interface FilterCriteria {
  readonly condition?: BooleanCondition | undefined;
  readonly hiddenValues?: ReadonlyArray<string> | undefined;
  readonly visibleBackgroundColor?: Color | undefined;
  readonly visibleBackgroundColorStyle?: ColorStyle | undefined;
  readonly visibleForegroundColor?: Color | undefined;
  readonly visibleForegroundColorStyle?: ColorStyle | undefined;
}

export interface FilterSpec {
  readonly columnIndex?: number | undefined;
  readonly dataSourceColumnReference?: DataSourceColumnReference | undefined;
  readonly filterCriteria?: FilterCriteria | undefined;
}

export interface FilterView {
  readonly criteria?: Readonly<Record<string, FilterCriteria>> | undefined;
  readonly filterSpecs?: ReadonlyArray<FilterSpec> | undefined;
  readonly filterViewId?: number | undefined;
  readonly namedRangeId?: string | undefined;
  readonly range?: GridRange | undefined;
  readonly sortSpecs?: ReadonlyArray<SortSpec> | undefined;
  readonly tableId?: string | undefined;
  readonly title?: string | undefined;
}

export interface FindReplaceRequest {
  readonly allSheets?: boolean | undefined;
  readonly find?: string | undefined;
  readonly includeFormulas?: boolean | undefined;
  readonly matchCase?: boolean | undefined;
  readonly matchEntireCell?: boolean | undefined;
  readonly range?: GridRange | undefined;
  readonly replacement?: string | undefined;
  readonly searchByRegex?: boolean | undefined;
  readonly sheetId?: number | undefined;
}

export interface FindReplaceResponse {
  readonly formulasChanged?: number | undefined;
  readonly occurrencesChanged?: number | undefined;
  readonly rowsChanged?: number | undefined;
  readonly sheetsChanged?: number | undefined;
  readonly valuesChanged?: number | undefined;
}

export interface GetSpreadsheetByDataFilterRequest {
  readonly commentsViewMode?:
    | 'COMMENTS_VIEW_MODE_UNSPECIFIED'
    | 'COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS'
    | 'COMMENTS_VIEW_MODE_OMITTED'
    | 'COMMENTS_VIEW_MODE_INCLUDED'
    | undefined;
  readonly dataFilters?: ReadonlyArray<DataFilter> | undefined;
  readonly excludeTablesInBandedRanges?: boolean | undefined;
  readonly includeGridData?: boolean | undefined;
}

export interface GradientRule {
  readonly maxpoint?: InterpolationPoint | undefined;
  readonly midpoint?: InterpolationPoint | undefined;
  readonly minpoint?: InterpolationPoint | undefined;
}

export interface GridCoordinate {
  readonly columnIndex?: number | undefined;
  readonly rowIndex?: number | undefined;
  readonly sheetId?: number | undefined;
}

export interface GridData {
  readonly columnMetadata?: ReadonlyArray<DimensionProperties> | undefined;
  readonly rowData?: ReadonlyArray<RowData> | undefined;
  readonly rowMetadata?: ReadonlyArray<DimensionProperties> | undefined;
  readonly startColumn?: number | undefined;
  readonly startRow?: number | undefined;
}

export interface GridProperties {
  readonly columnCount?: number | undefined;
  readonly columnGroupControlAfter?: boolean | undefined;
  readonly frozenColumnCount?: number | undefined;
  readonly frozenRowCount?: number | undefined;
  readonly hideGridlines?: boolean | undefined;
  readonly rowCount?: number | undefined;
  readonly rowGroupControlAfter?: boolean | undefined;
}

export interface GridRange {
  readonly endColumnIndex?: number | undefined;
  readonly endRowIndex?: number | undefined;
  readonly sheetId?: number | undefined;
  readonly startColumnIndex?: number | undefined;
  readonly startRowIndex?: number | undefined;
}

export interface HistogramChartSpec {
  readonly bucketSize?: number | undefined;
  readonly legendPosition?:
    | 'HISTOGRAM_CHART_LEGEND_POSITION_UNSPECIFIED'
    | 'BOTTOM_LEGEND'
    | 'LEFT_LEGEND'
    | 'RIGHT_LEGEND'
    | 'TOP_LEGEND'
    | 'NO_LEGEND'
    | 'INSIDE_LEGEND'
    | undefined;
  readonly outlierPercentile?: number | undefined;
  readonly series?: ReadonlyArray<HistogramSeries> | undefined;
  readonly showItemDividers?: boolean | undefined;
}

export interface HistogramRule {
  readonly end?: number | undefined;
  readonly interval?: number | undefined;
  readonly start?: number | undefined;
}

export interface HistogramSeries {
  readonly barColor?: Color | undefined;
  readonly barColorStyle?: ColorStyle | undefined;
  readonly data?: ChartData | undefined;
}

export interface InsertCommentRequest {
  readonly assigneeEmailAddress?: string | undefined;
  readonly content?: string | undefined;
  readonly coordinate?: GridCoordinate | undefined;
}

export interface InsertCommentResponse {
  readonly commentThread?: CommentThread | undefined;
}

export interface InsertDimensionRequest {
  readonly inheritFromBefore?: boolean | undefined;
  readonly range?: DimensionRange | undefined;
}

export interface InsertRangeRequest {
  readonly range?: GridRange | undefined;
  readonly shiftDimension?: 'DIMENSION_UNSPECIFIED' | 'ROWS' | 'COLUMNS' | undefined;
}

export interface InterpolationPoint {
  readonly color?: Color | undefined;
  readonly colorStyle?: ColorStyle | undefined;
  readonly type?:
    | 'INTERPOLATION_POINT_TYPE_UNSPECIFIED'
    | 'MIN'
    | 'MAX'
    | 'NUMBER'
    | 'PERCENT'
    | 'PERCENTILE'
    | undefined;
  readonly value?: string | undefined;
}

export interface Interval {
  readonly endTime?: string | undefined;
  readonly startTime?: string | undefined;
}

export interface IterativeCalculationSettings {
  readonly convergenceThreshold?: number | undefined;
  readonly maxIterations?: number | undefined;
}

export interface KeyValueFormat {
  readonly position?: TextPosition | undefined;
  readonly textFormat?: TextFormat | undefined;
}

export interface LineStyle {
  readonly type?:
    | 'LINE_DASH_TYPE_UNSPECIFIED'
    | 'INVISIBLE'
    | 'CUSTOM'
    | 'SOLID'
    | 'DOTTED'
    | 'MEDIUM_DASHED'
    | 'MEDIUM_DASHED_DOTTED'
    | 'LONG_DASHED'
    | 'LONG_DASHED_DOTTED'
    | undefined;
  readonly width?: number | undefined;
}

export interface Link {
  readonly uri?: string | undefined;
}

export interface LookerDataSourceSpec {
  readonly explore?: string | undefined;
  readonly instanceUri?: string | undefined;
  readonly model?: string | undefined;
}

export interface ManualRule {
  readonly groups?: ReadonlyArray<ManualRuleGroup> | undefined;
}

export interface ManualRuleGroup {
  readonly groupName?: ExtendedValue | undefined;
  readonly items?: ReadonlyArray<ExtendedValue> | undefined;
}

export interface MatchedDeveloperMetadata {
  readonly dataFilters?: ReadonlyArray<DataFilter> | undefined;
  readonly developerMetadata?: DeveloperMetadata | undefined;
}

export interface MatchedValueRange {
  readonly dataFilters?: ReadonlyArray<DataFilter> | undefined;
  readonly valueRange?: ValueRange | undefined;
}

export interface MergeCellsRequest {
  readonly mergeType?: 'MERGE_ALL' | 'MERGE_COLUMNS' | 'MERGE_ROWS' | undefined;
  readonly range?: GridRange | undefined;
}

export interface MoveDimensionRequest {
  readonly destinationIndex?: number | undefined;
  readonly source?: DimensionRange | undefined;
}

export interface NamedRange {
  readonly name?: string | undefined;
  readonly namedRangeId?: string | undefined;
  readonly range?: GridRange | undefined;
}

export interface NumberFormat {
  readonly pattern?: string | undefined;
  readonly type?:
    | 'NUMBER_FORMAT_TYPE_UNSPECIFIED'
    | 'TEXT'
    | 'NUMBER'
    | 'PERCENT'
    | 'CURRENCY'
    | 'DATE'
    | 'TIME'
    | 'DATE_TIME'
    | 'SCIENTIFIC'
    | undefined;
}

export interface OrgChartSpec {
  readonly labels?: ChartData | undefined;
  readonly nodeColor?: Color | undefined;
  readonly nodeColorStyle?: ColorStyle | undefined;
  readonly nodeSize?: 'ORG_CHART_LABEL_SIZE_UNSPECIFIED' | 'SMALL' | 'MEDIUM' | 'LARGE' | undefined;
  readonly parentLabels?: ChartData | undefined;
  readonly selectedNodeColor?: Color | undefined;
  readonly selectedNodeColorStyle?: ColorStyle | undefined;
  readonly tooltips?: ChartData | undefined;
}

export interface OverlayPosition {
  readonly anchorCell?: GridCoordinate | undefined;
  readonly heightPixels?: number | undefined;
  readonly offsetXPixels?: number | undefined;
  readonly offsetYPixels?: number | undefined;
  readonly widthPixels?: number | undefined;
}

export interface Padding {
  readonly bottom?: number | undefined;
  readonly left?: number | undefined;
  readonly right?: number | undefined;
  readonly top?: number | undefined;
}

export interface PasteDataRequest {
  readonly coordinate?: GridCoordinate | undefined;
  readonly data?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly html?: boolean | undefined;
  readonly type?:
    | 'PASTE_NORMAL'
    | 'PASTE_VALUES'
    | 'PASTE_FORMAT'
    | 'PASTE_NO_BORDERS'
    | 'PASTE_FORMULA'
    | 'PASTE_DATA_VALIDATION'
    | 'PASTE_CONDITIONAL_FORMATTING'
    | undefined;
}

export interface PersonProperties {
  readonly displayFormat?:
    | 'DISPLAY_FORMAT_UNSPECIFIED'
    | 'DEFAULT'
    | 'LAST_NAME_COMMA_FIRST_NAME'
    | 'EMAIL'
    | undefined;
  readonly email?: string | undefined;
}

export interface PieChartSpec {
  readonly domain?: ChartData | undefined;
  readonly legendPosition?:
    | 'PIE_CHART_LEGEND_POSITION_UNSPECIFIED'
    | 'BOTTOM_LEGEND'
    | 'LEFT_LEGEND'
    | 'RIGHT_LEGEND'
    | 'TOP_LEGEND'
    | 'NO_LEGEND'
    | 'LABELED_LEGEND'
    | undefined;
  readonly pieHole?: number | undefined;
  readonly series?: ChartData | undefined;
  readonly threeDimensional?: boolean | undefined;
}

export interface PivotFilterCriteria {
  readonly condition?: BooleanCondition | undefined;
  readonly visibleByDefault?: boolean | undefined;
  readonly visibleValues?: ReadonlyArray<string> | undefined;
}

export interface PivotFilterSpec {
  readonly columnOffsetIndex?: number | undefined;
  readonly dataSourceColumnReference?: DataSourceColumnReference | undefined;
  readonly filterCriteria?: PivotFilterCriteria | undefined;
}

export interface PivotGroup {
  readonly dataSourceColumnReference?: DataSourceColumnReference | undefined;
  readonly groupLimit?: PivotGroupLimit | undefined;
  readonly groupRule?: PivotGroupRule | undefined;
  readonly label?: string | undefined;
  readonly repeatHeadings?: boolean | undefined;
  readonly showTotals?: boolean | undefined;
  readonly sortOrder?: 'SORT_ORDER_UNSPECIFIED' | 'ASCENDING' | 'DESCENDING' | undefined;
  readonly sourceColumnOffset?: number | undefined;
  readonly valueBucket?: PivotGroupSortValueBucket | undefined;
  readonly valueMetadata?: ReadonlyArray<PivotGroupValueMetadata> | undefined;
}

export interface PivotGroupLimit {
  readonly applyOrder?: number | undefined;
  readonly countLimit?: number | undefined;
}

export interface PivotGroupRule {
  readonly dateTimeRule?: DateTimeRule | undefined;
  readonly histogramRule?: HistogramRule | undefined;
  readonly manualRule?: ManualRule | undefined;
}

export interface PivotGroupSortValueBucket {
  readonly buckets?: ReadonlyArray<ExtendedValue> | undefined;
  readonly valuesIndex?: number | undefined;
}

export interface PivotGroupValueMetadata {
  readonly collapsed?: boolean | undefined;
  readonly value?: ExtendedValue | undefined;
}

export interface PivotTable {
  readonly columns?: ReadonlyArray<PivotGroup> | undefined;
  readonly criteria?: Readonly<Record<string, PivotFilterCriteria>> | undefined;
  readonly dataExecutionStatus?: DataExecutionStatus | undefined;
  readonly dataSourceId?: string | undefined;
  readonly filterSpecs?: ReadonlyArray<PivotFilterSpec> | undefined;
  readonly rows?: ReadonlyArray<PivotGroup> | undefined;
  readonly source?: GridRange | undefined;
  readonly valueLayout?: 'HORIZONTAL' | 'VERTICAL' | undefined;
  readonly values?: ReadonlyArray<PivotValue> | undefined;
}

export interface PivotValue {
  readonly calculatedDisplayType?:
    | 'PIVOT_VALUE_CALCULATED_DISPLAY_TYPE_UNSPECIFIED'
    | 'PERCENT_OF_ROW_TOTAL'
    | 'PERCENT_OF_COLUMN_TOTAL'
    | 'PERCENT_OF_GRAND_TOTAL'
    | undefined;
  readonly dataSourceColumnReference?: DataSourceColumnReference | undefined;
  readonly formula?: string | undefined;
  readonly name?: string | undefined;
  readonly sourceColumnOffset?: number | undefined;
  readonly summarizeFunction?:
    | 'PIVOT_STANDARD_VALUE_FUNCTION_UNSPECIFIED'
    | 'SUM'
    | 'COUNTA'
    | 'COUNT'
    | 'COUNTUNIQUE'
    | 'AVERAGE'
    | 'MAX'
    | 'MIN'
    | 'MEDIAN'
    | 'PRODUCT'
    | 'STDEV'
    | 'STDEVP'
    | 'VAR'
    | 'VARP'
    | 'CUSTOM'
    | 'NONE'
    | undefined;
}

export interface PointStyle {
  readonly shape?:
    | 'POINT_SHAPE_UNSPECIFIED'
    | 'CIRCLE'
    | 'DIAMOND'
    | 'HEXAGON'
    | 'PENTAGON'
    | 'SQUARE'
    | 'STAR'
    | 'TRIANGLE'
    | 'X_MARK'
    | undefined;
  readonly size?: number | undefined;
}

export interface Post {
  readonly assigneeEmail?: string | undefined;
  readonly author?: PostAuthor | undefined;
  readonly commentAction?:
    | 'COMMENT_ACTION_TYPE_UNSPECIFIED'
    | 'NO_COMMENT_ACTION_CHANGE'
    | 'RESOLVE'
    | 'REOPEN'
    | undefined;
  readonly content?: string | undefined;
  readonly contentHtml?: string | undefined;
  readonly createTime?: string | undefined;
  readonly deleted?: boolean | undefined;
  readonly fromCopiedSpreadsheet?: boolean | undefined;
  readonly fromImportedSpreadsheet?: boolean | undefined;
  readonly postId?: string | undefined;
  readonly updateTime?: string | undefined;
}

export interface PostAuthor {
  readonly anonymous?: boolean | undefined;
  readonly displayName?: string | undefined;
  readonly me?: boolean | undefined;
  readonly user?: string | undefined;
}

export interface ProtectedRange {
  readonly description?: string | undefined;
  readonly editors?: Editors | undefined;
  readonly namedRangeId?: string | undefined;
  readonly protectedRangeId?: number | undefined;
  readonly range?: GridRange | undefined;
  readonly requestingUserCanEdit?: boolean | undefined;
  readonly tableId?: string | undefined;
  readonly unprotectedRanges?: ReadonlyArray<GridRange> | undefined;
  readonly warningOnly?: boolean | undefined;
}

export interface RandomizeRangeRequest {
  readonly range?: GridRange | undefined;
}

export interface RefreshCancellationStatus {
  readonly errorCode?:
    | 'REFRESH_CANCELLATION_ERROR_CODE_UNSPECIFIED'
    | 'EXECUTION_NOT_FOUND'
    | 'CANCEL_PERMISSION_DENIED'
    | 'QUERY_EXECUTION_COMPLETED'
    | 'CONCURRENT_CANCELLATION'
    | 'CANCEL_OTHER_ERROR'
    | undefined;
  readonly state?:
    | 'REFRESH_CANCELLATION_STATE_UNSPECIFIED'
    | 'CANCEL_SUCCEEDED'
    | 'CANCEL_FAILED'
    | undefined;
}

export interface RefreshDataSourceObjectExecutionStatus {
  readonly dataExecutionStatus?: DataExecutionStatus | undefined;
  readonly reference?: DataSourceObjectReference | undefined;
}

export interface RefreshDataSourceRequest {
  readonly dataSourceId?: string | undefined;
  readonly force?: boolean | undefined;
  readonly isAll?: boolean | undefined;
  readonly references?: DataSourceObjectReferences | undefined;
}

export interface RefreshDataSourceResponse {
  readonly statuses?: ReadonlyArray<RefreshDataSourceObjectExecutionStatus> | undefined;
}

export interface RepeatCellRequest {
  readonly cell?: CellData | undefined;
  readonly fields?: string | undefined;
  readonly range?: GridRange | undefined;
}

export interface Request {
  readonly addBanding?: AddBandingRequest | undefined;
  readonly addChart?: AddChartRequest | undefined;
  readonly addCommentReply?: AddCommentReplyRequest | undefined;
  readonly addConditionalFormatRule?: AddConditionalFormatRuleRequest | undefined;
  readonly addDataSource?: AddDataSourceRequest | undefined;
  readonly addDimensionGroup?: AddDimensionGroupRequest | undefined;
  readonly addFilterView?: AddFilterViewRequest | undefined;
  readonly addNamedRange?: AddNamedRangeRequest | undefined;
  readonly addProtectedRange?: AddProtectedRangeRequest | undefined;
  readonly addSheet?: AddSheetRequest | undefined;
  readonly addSlicer?: AddSlicerRequest | undefined;
  readonly addTable?: AddTableRequest | undefined;
  readonly appendCells?: AppendCellsRequest | undefined;
  readonly appendDimension?: AppendDimensionRequest | undefined;
  readonly autoFill?: AutoFillRequest | undefined;
  readonly autoResizeDimensions?: AutoResizeDimensionsRequest | undefined;
  readonly cancelDataSourceRefresh?: CancelDataSourceRefreshRequest | undefined;
  readonly clearBasicFilter?: ClearBasicFilterRequest | undefined;
  readonly copyPaste?: CopyPasteRequest | undefined;
  readonly createDeveloperMetadata?: CreateDeveloperMetadataRequest | undefined;
  readonly cutPaste?: CutPasteRequest | undefined;
  readonly deleteBanding?: DeleteBandingRequest | undefined;
  readonly deleteComment?: DeleteCommentRequest | undefined;
  readonly deleteCommentReply?: DeleteCommentReplyRequest | undefined;
  readonly deleteConditionalFormatRule?: DeleteConditionalFormatRuleRequest | undefined;
  readonly deleteDataSource?: DeleteDataSourceRequest | undefined;
  readonly deleteDeveloperMetadata?: DeleteDeveloperMetadataRequest | undefined;
  readonly deleteDimension?: DeleteDimensionRequest | undefined;
  readonly deleteDimensionGroup?: DeleteDimensionGroupRequest | undefined;
  readonly deleteDuplicates?: DeleteDuplicatesRequest | undefined;
  readonly deleteEmbeddedObject?: DeleteEmbeddedObjectRequest | undefined;
  readonly deleteFilterView?: DeleteFilterViewRequest | undefined;
  readonly deleteNamedRange?: DeleteNamedRangeRequest | undefined;
  readonly deleteProtectedRange?: DeleteProtectedRangeRequest | undefined;
  readonly deleteRange?: DeleteRangeRequest | undefined;
  readonly deleteSheet?: DeleteSheetRequest | undefined;
  readonly deleteTable?: DeleteTableRequest | undefined;
  readonly duplicateFilterView?: DuplicateFilterViewRequest | undefined;
  readonly duplicateSheet?: DuplicateSheetRequest | undefined;
  readonly findReplace?: FindReplaceRequest | undefined;
  readonly insertComment?: InsertCommentRequest | undefined;
  readonly insertDimension?: InsertDimensionRequest | undefined;
  readonly insertRange?: InsertRangeRequest | undefined;
  readonly mergeCells?: MergeCellsRequest | undefined;
  readonly moveDimension?: MoveDimensionRequest | undefined;
  readonly pasteData?: PasteDataRequest | undefined;
  readonly randomizeRange?: RandomizeRangeRequest | undefined;
  readonly refreshDataSource?: RefreshDataSourceRequest | undefined;
  readonly repeatCell?: RepeatCellRequest | undefined;
  readonly setBasicFilter?: SetBasicFilterRequest | undefined;
  readonly setDataValidation?: SetDataValidationRequest | undefined;
  readonly sortRange?: SortRangeRequest | undefined;
  readonly textToColumns?: TextToColumnsRequest | undefined;
  readonly trimWhitespace?: TrimWhitespaceRequest | undefined;
  readonly unmergeCells?: UnmergeCellsRequest | undefined;
  readonly updateBanding?: UpdateBandingRequest | undefined;
  readonly updateBorders?: UpdateBordersRequest | undefined;
  readonly updateCells?: UpdateCellsRequest | undefined;
  readonly updateChartSpec?: UpdateChartSpecRequest | undefined;
  readonly updateCommentPost?: UpdateCommentPostRequest | undefined;
  readonly updateConditionalFormatRule?: UpdateConditionalFormatRuleRequest | undefined;
  readonly updateDataSource?: UpdateDataSourceRequest | undefined;
  readonly updateDeveloperMetadata?: UpdateDeveloperMetadataRequest | undefined;
  readonly updateDimensionGroup?: UpdateDimensionGroupRequest | undefined;
  readonly updateDimensionProperties?: UpdateDimensionPropertiesRequest | undefined;
  readonly updateEmbeddedObjectBorder?: UpdateEmbeddedObjectBorderRequest | undefined;
  readonly updateEmbeddedObjectPosition?: UpdateEmbeddedObjectPositionRequest | undefined;
  readonly updateFilterView?: UpdateFilterViewRequest | undefined;
  readonly updateNamedRange?: UpdateNamedRangeRequest | undefined;
  readonly updateProtectedRange?: UpdateProtectedRangeRequest | undefined;
  readonly updateSheetProperties?: UpdateSheetPropertiesRequest | undefined;
  readonly updateSlicerSpec?: UpdateSlicerSpecRequest | undefined;
  readonly updateSpreadsheetProperties?: UpdateSpreadsheetPropertiesRequest | undefined;
  readonly updateTable?: UpdateTableRequest | undefined;
}

export interface Response {
  readonly addBanding?: AddBandingResponse | undefined;
  readonly addChart?: AddChartResponse | undefined;
  readonly addCommentReply?: AddCommentReplyResponse | undefined;
  readonly addDataSource?: AddDataSourceResponse | undefined;
  readonly addDimensionGroup?: AddDimensionGroupResponse | undefined;
  readonly addFilterView?: AddFilterViewResponse | undefined;
  readonly addNamedRange?: AddNamedRangeResponse | undefined;
  readonly addProtectedRange?: AddProtectedRangeResponse | undefined;
  readonly addSheet?: AddSheetResponse | undefined;
  readonly addSlicer?: AddSlicerResponse | undefined;
  readonly addTable?: AddTableResponse | undefined;
  readonly cancelDataSourceRefresh?: CancelDataSourceRefreshResponse | undefined;
  readonly createDeveloperMetadata?: CreateDeveloperMetadataResponse | undefined;
  readonly deleteConditionalFormatRule?: DeleteConditionalFormatRuleResponse | undefined;
  readonly deleteDeveloperMetadata?: DeleteDeveloperMetadataResponse | undefined;
  readonly deleteDimensionGroup?: DeleteDimensionGroupResponse | undefined;
  readonly deleteDuplicates?: DeleteDuplicatesResponse | undefined;
  readonly duplicateFilterView?: DuplicateFilterViewResponse | undefined;
  readonly duplicateSheet?: DuplicateSheetResponse | undefined;
  readonly findReplace?: FindReplaceResponse | undefined;
  readonly insertComment?: InsertCommentResponse | undefined;
  readonly refreshDataSource?: RefreshDataSourceResponse | undefined;
  readonly trimWhitespace?: TrimWhitespaceResponse | undefined;
  readonly updateConditionalFormatRule?: UpdateConditionalFormatRuleResponse | undefined;
  readonly updateDataSource?: UpdateDataSourceResponse | undefined;
  readonly updateDeveloperMetadata?: UpdateDeveloperMetadataResponse | undefined;
  readonly updateEmbeddedObjectPosition?: UpdateEmbeddedObjectPositionResponse | undefined;
}

export interface RichLinkProperties {
  readonly mimeType?: string | undefined;
  readonly uri?: string | undefined;
}

export interface RowData {
  readonly values?: ReadonlyArray<CellData> | undefined;
}

export interface ScorecardChartSpec {
  readonly aggregateType?:
    | 'CHART_AGGREGATE_TYPE_UNSPECIFIED'
    | 'AVERAGE'
    | 'COUNT'
    | 'MAX'
    | 'MEDIAN'
    | 'MIN'
    | 'SUM'
    | undefined;
  readonly baselineValueData?: ChartData | undefined;
  readonly baselineValueFormat?: BaselineValueFormat | undefined;
  readonly customFormatOptions?: ChartCustomNumberFormatOptions | undefined;
  readonly keyValueData?: ChartData | undefined;
  readonly keyValueFormat?: KeyValueFormat | undefined;
  readonly numberFormatSource?: 'CHART_NUMBER_FORMAT_SOURCE_UNDEFINED' | 'FROM_DATA' | 'CUSTOM' | undefined;
  readonly scaleFactor?: number | undefined;
}

export interface SearchDeveloperMetadataRequest {
  readonly dataFilters?: ReadonlyArray<DataFilter> | undefined;
}

export interface SearchDeveloperMetadataResponse {
  readonly matchedDeveloperMetadata?: ReadonlyArray<MatchedDeveloperMetadata> | undefined;
}

export interface SetBasicFilterRequest {
  readonly filter?: BasicFilter | undefined;
}

export interface SetDataValidationRequest {
  readonly filteredRowsIncluded?: boolean | undefined;
  readonly range?: GridRange | undefined;
  readonly rule?: DataValidationRule | undefined;
}

export interface Sheet {
  readonly bandedRanges?: ReadonlyArray<BandedRange> | undefined;
  readonly basicFilter?: BasicFilter | undefined;
  readonly charts?: ReadonlyArray<EmbeddedChart> | undefined;
  readonly columnGroups?: ReadonlyArray<DimensionGroup> | undefined;
  readonly commentAnchors?: ReadonlyArray<CommentAnchor> | undefined;
  readonly conditionalFormats?: ReadonlyArray<ConditionalFormatRule> | undefined;
  readonly data?: ReadonlyArray<GridData> | undefined;
  readonly developerMetadata?: ReadonlyArray<DeveloperMetadata> | undefined;
  readonly filterViews?: ReadonlyArray<FilterView> | undefined;
  readonly merges?: ReadonlyArray<GridRange> | undefined;
  readonly properties?: SheetProperties | undefined;
  readonly protectedRanges?: ReadonlyArray<ProtectedRange> | undefined;
  readonly rowGroups?: ReadonlyArray<DimensionGroup> | undefined;
  readonly slicers?: ReadonlyArray<Slicer> | undefined;
  readonly tables?: ReadonlyArray<Table> | undefined;
}

export interface SheetProperties {
  readonly dataSourceSheetProperties?: DataSourceSheetProperties | undefined;
  readonly gridProperties?: GridProperties | undefined;
  readonly hidden?: boolean | undefined;
  readonly index?: number | undefined;
  readonly rightToLeft?: boolean | undefined;
  readonly sheetId?: number | undefined;
  readonly sheetType?: 'SHEET_TYPE_UNSPECIFIED' | 'GRID' | 'OBJECT' | 'DATA_SOURCE' | undefined;
  readonly tabColor?: Color | undefined;
  readonly tabColorStyle?: ColorStyle | undefined;
  readonly title?: string | undefined;
}

export interface Slicer {
  readonly position?: EmbeddedObjectPosition | undefined;
  readonly slicerId?: number | undefined;
  readonly spec?: SlicerSpec | undefined;
}

export interface SlicerSpec {
  readonly applyToPivotTables?: boolean | undefined;
  readonly backgroundColor?: Color | undefined;
  readonly backgroundColorStyle?: ColorStyle | undefined;
  readonly columnIndex?: number | undefined;
  readonly dataRange?: GridRange | undefined;
  readonly filterCriteria?: FilterCriteria | undefined;
  readonly horizontalAlignment?: 'HORIZONTAL_ALIGN_UNSPECIFIED' | 'LEFT' | 'CENTER' | 'RIGHT' | undefined;
  readonly textFormat?: TextFormat | undefined;
  readonly title?: string | undefined;
}

export interface SortRangeRequest {
  readonly range?: GridRange | undefined;
  readonly sortSpecs?: ReadonlyArray<SortSpec> | undefined;
}

export interface SortSpec {
  readonly backgroundColor?: Color | undefined;
  readonly backgroundColorStyle?: ColorStyle | undefined;
  readonly dataSourceColumnReference?: DataSourceColumnReference | undefined;
  readonly dimensionIndex?: number | undefined;
  readonly foregroundColor?: Color | undefined;
  readonly foregroundColorStyle?: ColorStyle | undefined;
  readonly sortOrder?: 'SORT_ORDER_UNSPECIFIED' | 'ASCENDING' | 'DESCENDING' | undefined;
}

export interface SourceAndDestination {
  readonly dimension?: 'DIMENSION_UNSPECIFIED' | 'ROWS' | 'COLUMNS' | undefined;
  readonly fillLength?: number | undefined;
  readonly source?: GridRange | undefined;
}

export interface Spreadsheet {
  readonly comments?: ReadonlyArray<CommentThread> | undefined;
  readonly commentsViewMode?:
    | 'COMMENTS_VIEW_MODE_UNSPECIFIED'
    | 'COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS'
    | 'COMMENTS_VIEW_MODE_OMITTED'
    | 'COMMENTS_VIEW_MODE_INCLUDED'
    | undefined;
  readonly dataSourceSchedules?: ReadonlyArray<DataSourceRefreshSchedule> | undefined;
  readonly dataSources?: ReadonlyArray<DataSource> | undefined;
  readonly developerMetadata?: ReadonlyArray<DeveloperMetadata> | undefined;
  readonly namedRanges?: ReadonlyArray<NamedRange> | undefined;
  readonly properties?: SpreadsheetProperties | undefined;
  readonly sheets?: ReadonlyArray<Sheet> | undefined;
  readonly spreadsheetId?: string | undefined;
  readonly spreadsheetUrl?: string | undefined;
}

export interface SpreadsheetProperties {
  readonly autoRecalc?: 'RECALCULATION_INTERVAL_UNSPECIFIED' | 'ON_CHANGE' | 'MINUTE' | 'HOUR' | undefined;
  readonly defaultFormat?: CellFormat | undefined;
  readonly importFunctionsExternalUrlAccessAllowed?: boolean | undefined;
  readonly iterativeCalculationSettings?: IterativeCalculationSettings | undefined;
  readonly locale?: string | undefined;
  readonly spreadsheetTheme?: SpreadsheetTheme | undefined;
  readonly timeZone?: string | undefined;
  readonly title?: string | undefined;
}

export interface SpreadsheetTheme {
  readonly primaryFontFamily?: string | undefined;
  readonly themeColors?: ReadonlyArray<ThemeColorPair> | undefined;
}

export interface Table {
  readonly columnProperties?: ReadonlyArray<TableColumnProperties> | undefined;
  readonly name?: string | undefined;
  readonly range?: GridRange | undefined;
  readonly rowsProperties?: TableRowsProperties | undefined;
  readonly tableId?: string | undefined;
}

export interface TableColumnDataValidationRule {
  readonly condition?: BooleanCondition | undefined;
}

export interface TableColumnProperties {
  readonly columnIndex?: number | undefined;
  readonly columnName?: string | undefined;
  readonly columnType?:
    | 'COLUMN_TYPE_UNSPECIFIED'
    | 'DOUBLE'
    | 'CURRENCY'
    | 'PERCENT'
    | 'DATE'
    | 'TIME'
    | 'DATE_TIME'
    | 'TEXT'
    | 'BOOLEAN'
    | 'DROPDOWN'
    | 'FILES_CHIP'
    | 'PEOPLE_CHIP'
    | 'FINANCE_CHIP'
    | 'PLACE_CHIP'
    | 'RATINGS_CHIP'
    | undefined;
  readonly dataValidationRule?: TableColumnDataValidationRule | undefined;
}

export interface TableRowsProperties {
  readonly firstBandColorStyle?: ColorStyle | undefined;
  readonly footerColorStyle?: ColorStyle | undefined;
  readonly headerColorStyle?: ColorStyle | undefined;
  readonly secondBandColorStyle?: ColorStyle | undefined;
}

export interface TextFormat {
  readonly bold?: boolean | undefined;
  readonly fontFamily?: string | undefined;
  readonly fontSize?: number | undefined;
  readonly foregroundColor?: Color | undefined;
  readonly foregroundColorStyle?: ColorStyle | undefined;
  readonly italic?: boolean | undefined;
  readonly link?: Link | undefined;
  readonly strikethrough?: boolean | undefined;
  readonly underline?: boolean | undefined;
}

export interface TextFormatRun {
  readonly format?: TextFormat | undefined;
  readonly startIndex?: number | undefined;
}

export interface TextPosition {
  readonly horizontalAlignment?: 'HORIZONTAL_ALIGN_UNSPECIFIED' | 'LEFT' | 'CENTER' | 'RIGHT' | undefined;
}

export interface TextRotation {
  readonly angle?: number | undefined;
  readonly vertical?: boolean | undefined;
}

export interface TextToColumnsRequest {
  readonly delimiter?: string | undefined;
  readonly delimiterType?:
    | 'DELIMITER_TYPE_UNSPECIFIED'
    | 'COMMA'
    | 'SEMICOLON'
    | 'PERIOD'
    | 'SPACE'
    | 'CUSTOM'
    | 'AUTODETECT'
    | undefined;
  readonly source?: GridRange | undefined;
}

export interface ThemeColorPair {
  readonly color?: ColorStyle | undefined;
  readonly colorType?:
    | 'THEME_COLOR_TYPE_UNSPECIFIED'
    | 'TEXT'
    | 'BACKGROUND'
    | 'ACCENT1'
    | 'ACCENT2'
    | 'ACCENT3'
    | 'ACCENT4'
    | 'ACCENT5'
    | 'ACCENT6'
    | 'LINK'
    | undefined;
}

export interface TimeOfDay {
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
  readonly nanos?: number | undefined;
  readonly seconds?: number | undefined;
}

export interface TreemapChartColorScale {
  readonly maxValueColor?: Color | undefined;
  readonly maxValueColorStyle?: ColorStyle | undefined;
  readonly midValueColor?: Color | undefined;
  readonly midValueColorStyle?: ColorStyle | undefined;
  readonly minValueColor?: Color | undefined;
  readonly minValueColorStyle?: ColorStyle | undefined;
  readonly noDataColor?: Color | undefined;
  readonly noDataColorStyle?: ColorStyle | undefined;
}

export interface TreemapChartSpec {
  readonly colorData?: ChartData | undefined;
  readonly colorScale?: TreemapChartColorScale | undefined;
  readonly headerColor?: Color | undefined;
  readonly headerColorStyle?: ColorStyle | undefined;
  readonly hideTooltips?: boolean | undefined;
  readonly hintedLevels?: number | undefined;
  readonly labels?: ChartData | undefined;
  readonly levels?: number | undefined;
  readonly maxValue?: number | undefined;
  readonly minValue?: number | undefined;
  readonly parentLabels?: ChartData | undefined;
  readonly sizeData?: ChartData | undefined;
  readonly textFormat?: TextFormat | undefined;
}

export interface TrimWhitespaceRequest {
  readonly range?: GridRange | undefined;
}

export interface TrimWhitespaceResponse {
  readonly cellsChangedCount?: number | undefined;
}

export interface UnmergeCellsRequest {
  readonly range?: GridRange | undefined;
}

export interface UpdateBandingRequest {
  readonly bandedRange?: BandedRange | undefined;
  readonly fields?: string | undefined;
}

export interface UpdateBordersRequest {
  readonly bottom?: Border | undefined;
  readonly innerHorizontal?: Border | undefined;
  readonly innerVertical?: Border | undefined;
  readonly left?: Border | undefined;
  readonly range?: GridRange | undefined;
  readonly right?: Border | undefined;
  readonly top?: Border | undefined;
}

export interface UpdateCellsRequest {
  readonly fields?: string | undefined;
  readonly range?: GridRange | undefined;
  readonly rows?: ReadonlyArray<RowData> | undefined;
  readonly start?: GridCoordinate | undefined;
}

export interface UpdateChartSpecRequest {
  readonly chartId?: number | undefined;
  readonly spec?: ChartSpec | undefined;
}

export interface UpdateCommentPostRequest {
  readonly commentId?: string | undefined;
  readonly content?: string | undefined;
  readonly postId?: string | undefined;
}

export interface UpdateConditionalFormatRuleRequest {
  readonly index?: number | undefined;
  readonly newIndex?: number | undefined;
  readonly rule?: ConditionalFormatRule | undefined;
  readonly sheetId?: number | undefined;
}

export interface UpdateConditionalFormatRuleResponse {
  readonly newIndex?: number | undefined;
  readonly newRule?: ConditionalFormatRule | undefined;
  readonly oldIndex?: number | undefined;
  readonly oldRule?: ConditionalFormatRule | undefined;
}

export interface UpdateDataSourceRequest {
  readonly dataSource?: DataSource | undefined;
  readonly fields?: string | undefined;
}

export interface UpdateDataSourceResponse {
  readonly dataExecutionStatus?: DataExecutionStatus | undefined;
  readonly dataSource?: DataSource | undefined;
}

export interface UpdateDeveloperMetadataRequest {
  readonly dataFilters?: ReadonlyArray<DataFilter> | undefined;
  readonly developerMetadata?: DeveloperMetadata | undefined;
  readonly fields?: string | undefined;
}

export interface UpdateDeveloperMetadataResponse {
  readonly developerMetadata?: ReadonlyArray<DeveloperMetadata> | undefined;
}

export interface UpdateDimensionGroupRequest {
  readonly dimensionGroup?: DimensionGroup | undefined;
  readonly fields?: string | undefined;
}

export interface UpdateDimensionPropertiesRequest {
  readonly dataSourceSheetRange?: DataSourceSheetDimensionRange | undefined;
  readonly fields?: string | undefined;
  readonly properties?: DimensionProperties | undefined;
  readonly range?: DimensionRange | undefined;
}

export interface UpdateEmbeddedObjectBorderRequest {
  readonly border?: EmbeddedObjectBorder | undefined;
  readonly fields?: string | undefined;
  readonly objectId?: number | undefined;
}

export interface UpdateEmbeddedObjectPositionRequest {
  readonly fields?: string | undefined;
  readonly newPosition?: EmbeddedObjectPosition | undefined;
  readonly objectId?: number | undefined;
}

export interface UpdateEmbeddedObjectPositionResponse {
  readonly position?: EmbeddedObjectPosition | undefined;
}

export interface UpdateFilterViewRequest {
  readonly fields?: string | undefined;
  readonly filter?: FilterView | undefined;
}

export interface UpdateNamedRangeRequest {
  readonly fields?: string | undefined;
  readonly namedRange?: NamedRange | undefined;
}

export interface UpdateProtectedRangeRequest {
  readonly fields?: string | undefined;
  readonly protectedRange?: ProtectedRange | undefined;
}

export interface UpdateSheetPropertiesRequest {
  readonly fields?: string | undefined;
  readonly properties?: SheetProperties | undefined;
}

export interface UpdateSlicerSpecRequest {
  readonly fields?: string | undefined;
  readonly slicerId?: number | undefined;
  readonly spec?: SlicerSpec | undefined;
}

export interface UpdateSpreadsheetPropertiesRequest {
  readonly fields?: string | undefined;
  readonly properties?: SpreadsheetProperties | undefined;
}

export interface UpdateTableRequest {
  readonly fields?: string | undefined;
  readonly table?: Table | undefined;
}

export interface UpdateValuesByDataFilterResponse {
  readonly dataFilter?: DataFilter | undefined;
  readonly updatedCells?: number | undefined;
  readonly updatedColumns?: number | undefined;
  readonly updatedData?: ValueRange | undefined;
  readonly updatedRange?: string | undefined;
  readonly updatedRows?: number | undefined;
}

export interface UpdateValuesResponse {
  readonly spreadsheetId?: string | undefined;
  readonly updatedCells?: number | undefined;
  readonly updatedColumns?: number | undefined;
  readonly updatedData?: ValueRange | undefined;
  readonly updatedRange?: string | undefined;
  readonly updatedRows?: number | undefined;
}

export interface ValueRange {
  readonly majorDimension?: 'DIMENSION_UNSPECIFIED' | 'ROWS' | 'COLUMNS' | undefined;
  readonly range?: string | undefined;
  readonly values?: ReadonlyArray<ReadonlyArray<unknown>> | undefined;
}

export interface WaterfallChartColumnStyle {
  readonly color?: Color | undefined;
  readonly colorStyle?: ColorStyle | undefined;
  readonly label?: string | undefined;
}

export interface WaterfallChartCustomSubtotal {
  readonly dataIsSubtotal?: boolean | undefined;
  readonly label?: string | undefined;
  readonly subtotalIndex?: number | undefined;
}

export interface WaterfallChartDomain {
  readonly data?: ChartData | undefined;
  readonly reversed?: boolean | undefined;
}

export interface WaterfallChartSeries {
  readonly customSubtotals?: ReadonlyArray<WaterfallChartCustomSubtotal> | undefined;
  readonly data?: ChartData | undefined;
  readonly dataLabel?: DataLabel | undefined;
  readonly hideTrailingSubtotal?: boolean | undefined;
  readonly negativeColumnsStyle?: WaterfallChartColumnStyle | undefined;
  readonly positiveColumnsStyle?: WaterfallChartColumnStyle | undefined;
  readonly subtotalColumnsStyle?: WaterfallChartColumnStyle | undefined;
}

export interface WaterfallChartSpec {
  readonly connectorLineStyle?: LineStyle | undefined;
  readonly domain?: WaterfallChartDomain | undefined;
  readonly firstValueIsTotal?: boolean | undefined;
  readonly hideConnectorLines?: boolean | undefined;
  readonly series?: ReadonlyArray<WaterfallChartSeries> | undefined;
  readonly stackedType?: 'WATERFALL_STACKED_TYPE_UNSPECIFIED' | 'STACKED' | 'SEQUENTIAL' | undefined;
  readonly totalDataLabel?: DataLabel | undefined;
}
