/** What the platforms refuse, by name. A card over a limit is an error in a test; nothing is ever cut. */

/** Slack's Block Kit, in characters and pieces. */
export const slackLimits = {
  messageBlocks: 50,
  viewBlocks: 100,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  id: 255,
  preview: 4000,
  header: 150,
  sectionText: 3000,
  fields: 10,
  fieldText: 2000,
  contextElements: 10,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  inputLabel: 2000,
  inputHint: 2000,
  placeholder: 150,
  textInput: 3000,
  options: 100,
  radioOptions: 10,
  checkboxes: 10,
  optionText: 75,
  optionValue: 150,
  /** A second one makes Slack refuse the message (only_one_table_allowed); a modal takes none. */
  messageTables: 1,
  /** The header is one of them. */
  tableRows: 100,
  tableColumns: 20,
  /** All cells of a message together. */
  tableText: 10_000,
} as const;

/** What Teams takes of an Adaptive Card. */
export const teamsLimits = {
  /** Newest clients take some 80 KB, older pages 40, hooks 28: all of them take this. */
  bytes: 25 * 1024,
  version: "1.5",
  actionsInSet: 6,
  /** So many choices stand open; so many more fold into a list; above that the list can be searched. */
  expandedChoices: 7,
  compactChoices: 12,
  refreshUsers: 60,
} as const;
