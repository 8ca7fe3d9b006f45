import * as z from "zod";

/**
 * What a button does when pressed. It travels through the platforms and comes back as user input: it is
 * parsed at the door, and every right is checked against the store, never against what it says.
 */
export const actionSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("home") }),
  z.strictObject({ do: z.literal("help") }),
  /** Begin a report; `afresh` throws away an unfinished draft. */
  z.strictObject({ do: z.literal("start"), form: z.string().max(64), afresh: z.literal(true).optional() }),
  /** Go on with an unfinished draft where it stands. */
  z.strictObject({
    do: z.literal("resume"),
    form: z.string().max(64),
    record: z.string().max(16).optional(),
  }),
  /** Answer the step that the card shows. `pick` is the option whose button was pressed. */
  z.strictObject({
    do: z.literal("answer"),
    form: z.string().max(64),
    draft: z.string().max(64),
    step: z.string().max(64),
    record: z.string().max(16).optional(),
    pick: z.strictObject({ field: z.string().max(64), value: z.string().max(64) }).optional(),
  }),
  /** Show another step of the draft without answering this one. */
  z.strictObject({
    do: z.literal("goto"),
    form: z.string().max(64),
    draft: z.string().max(64),
    step: z.string().max(64),
    record: z.string().max(16).optional(),
  }),
  z.strictObject({
    do: z.literal("send"),
    form: z.string().max(64),
    draft: z.string().max(64),
    record: z.string().max(16).optional(),
  }),
  z.strictObject({
    do: z.literal("cancel"),
    form: z.string().max(64),
    draft: z.string().max(64),
    record: z.string().max(16).optional(),
  }),
  /** Do something to a case; `version` is what the presser saw. */
  z.strictObject({
    do: z.literal("act"),
    act: z.string().max(64),
    record: z.string().max(16),
    version: z.int().nonnegative(),
  }),
  /** Show the case on a dialog. */
  z.strictObject({
    do: z.literal("open"),
    record: z.string().max(16),
    page: z.int().nonnegative().optional(),
  }),
  /** Show something of the case for itself, a page at a time. */
  z.strictObject({
    do: z.literal("show"),
    record: z.string().max(16),
    what: z.enum(["history", "journal", "reporter", "links", "document", "figures"]),
    page: z.int().nonnegative().optional(),
  }),
  /** Show what must be there and is missing, at the units one answers for. */
  z.strictObject({ do: z.literal("gaps"), page: z.int().nonnegative() }),
  /** Show how self-inspection goes at the units one answers for: first the whole, then unit by unit. */
  z.strictObject({ do: z.literal("inspections"), page: z.int().nonnegative().optional() }),
  /** Show what the coming year holds. */
  z.strictObject({ do: z.literal("year"), page: z.int().nonnegative().optional() }),
  /** Ask for a code, or show the answer that it is for; with `record`, the code of what one registered oneself. */
  z.strictObject({ do: z.literal("code"), record: z.string().max(16).optional() }),
  /** Show a list: one's own reports, one's work, a unit, what is to be done, what a level has left to do. */
  z.strictObject({
    do: z.literal("list"),
    of: z.enum(["mine", "work", "unit", "actions", "balance", "compiled", "register"]),
    /** Of a register: of which kind. */
    kind: z.string().max(64).optional(),
    page: z.int().nonnegative().optional(),
  }),
]);
export type Action = z.infer<typeof actionSchema>;

export interface Button {
  readonly label: string;
  readonly action: Action;
  /** `turn`: answered where the card is. `dialog`: opens a dialog. */
  readonly opens: "turn" | "dialog";
  readonly style?: "primary" | "danger";
}

/** Leads out of the house, to a page in the browser; nothing is done here. */
export interface LinkButton {
  readonly label: string;
  readonly url: string;
}

/** Whether a button only leads to a page. */
export function isLink(button: Button | LinkButton): button is LinkButton {
  return "url" in button;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export type Input =
  | { readonly type: "text"; readonly multiline: boolean; readonly max: number; readonly value?: string }
  /** A day picked in a calendar, `2026-11-22`. */
  | { readonly type: "day"; readonly value?: string }
  | { readonly type: "choice"; readonly options: readonly Option[]; readonly value?: string }
  | { readonly type: "choices"; readonly options: readonly Option[]; readonly value?: readonly string[] };

/** Only what both platforms can show. */
export type Part =
  | { readonly type: "text"; readonly text: string; readonly tone?: "strong" | "subtle" | "alert" }
  | { readonly type: "rows"; readonly rows: readonly Row[] }
  | {
      readonly type: "input";
      /** The field's name: what the answer comes back under. */
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly required: boolean;
      /** May be left empty. Slack says so itself; elsewhere the label does. */
      readonly optional?: boolean;
      readonly problem?: string;
      readonly input: Input;
    }
  /** A choice answered by pressing: one button an option, each with an optional sentence above it. */
  | {
      readonly type: "options";
      readonly options: readonly { readonly button: Button; readonly hint?: string }[];
    }
  | TablePart
  | ChartPart;

/**
 * Figures or facts in rows and columns. The first column says what its row is of; each row has as many cells
 * as the header, and a figure that may not be shown is a cell that says so.
 */
export interface TablePart {
  readonly type: "table";
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A picture of figures: a line where something changes from one time to the next, bars where things stand
 * beside each other. Whoever gets no picture reads its table, so that holds all that the picture says.
 */
export interface ChartPart {
  readonly type: "chart";
  readonly shape: "line" | "bars";
  readonly title: string;
  /** What stands along the axis, no two alike, in the order they are read. */
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly table: TablePart;
}

export interface Series {
  readonly name: string;
  /** One for each label. Undefined is a figure that may not be shown: it is left out, never drawn as 0. */
  readonly values: readonly (number | undefined)[];
}

/** A label and its value; a message card shows nothing protected here. */
export interface Row {
  readonly label: string;
  readonly value: string;
  readonly button?: Button;
}

/**
 * What a person sees, on either platform. Protected text is put on a `dialog` only: a message stays in the
 * chat and on lock screens, a dialog leaves no trace.
 */
export interface Card {
  readonly title: string;
  readonly surface: "message" | "dialog";
  readonly parts: readonly Part[];
  /** On a dialog at most one button may be `primary`: it is the dialog's own submit. */
  readonly buttons: readonly (Button | LinkButton)[];
}

/** What the house answers, for both platforms. */
export type Reply =
  /** A card: in place of the one that was pressed, else as a new message. */
  | { readonly type: "card"; readonly card: Card }
  /** The dialog's next page. */
  | { readonly type: "dialog"; readonly card: Card }
  /** What is wrong; what was typed stays where it is. `card` is the same page redrawn, for a dialog that must be. */
  | { readonly type: "problems"; readonly problems: readonly ShownProblem[]; readonly card?: Card }
  /** The dialog closes. */
  | { readonly type: "close" };

export interface ShownProblem {
  readonly field?: string;
  readonly text: string;
}
