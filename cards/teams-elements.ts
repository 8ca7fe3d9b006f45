import type { Action, Input, Part } from "./card.ts";
import { teamsLimits } from "./limits.ts";
import type { TeamsChart, TeamsTable } from "./teams-table.ts";

/** The pieces of Adaptive Cards 1.5 that we draw, as they stand in the JSON, and how the small ones are drawn. */

/** The words a Teams card needs beside its own. */
export interface TeamsWords {
  /** Under a field that must be answered. */
  readonly required: string;
  /** The label of a field that may be left empty. */
  readonly optional: (label: string) => string;
  /** What a lock screen shows of a message sent unasked. */
  readonly preview: string;
}

/** What a button carries to the house and back. An input may not be named like one of these. */
export interface TeamsData {
  readonly action: Action;
  /** The fields to write in: Teams leaves out those that are empty. */
  readonly texts?: readonly string[];
  /** The fields that take many answers: Teams joins those with commas. */
  readonly many?: readonly string[];
  /** On a dialog: the signed address of the card that launched it. */
  readonly launched?: string;
  readonly msteams?: { readonly type: "task/fetch" };
}

interface Run {
  type: "TextRun";
  text: string;
  weight?: "Bolder";
  color?: "Attention";
  isSubtle?: true;
}
type Spacing = "None" | "Small" | "Medium";
export type TeamsStyle = "positive" | "destructive";

export type TeamsAction =
  | {
      type: "Action.Execute";
      title: string;
      verb: "turn";
      data: TeamsData;
      associatedInputs: "auto" | "none";
      style?: TeamsStyle;
      fallback: TeamsAction;
    }
  | {
      type: "Action.Submit";
      title: string;
      data: TeamsData;
      associatedInputs: "auto" | "none";
      style?: TeamsStyle;
    };

/** Opens a page in the browser; nothing is sent to us. */
export interface TeamsLink {
  type: "Action.OpenUrl";
  title: string;
  url: string;
}

interface TeamsInput {
  id: string;
  label: string;
  isRequired?: true;
  errorMessage?: string;
  value?: string;
}

export type TeamsElement =
  | { type: "TextBlock"; text: string; style: "heading"; size: "Large"; weight: "Bolder"; wrap: true }
  | { type: "RichTextBlock"; inlines: Run[]; spacing?: Spacing }
  | { type: "Container"; items: TeamsElement[]; spacing?: Spacing }
  | { type: "ColumnSet"; columns: TeamsColumn[]; spacing?: Spacing }
  | { type: "ActionSet"; actions: (TeamsAction | TeamsLink)[]; separator?: true; spacing?: Spacing }
  | TeamsTable
  | TeamsChart
  | (TeamsInput & { type: "Input.Text"; isMultiline: boolean; maxLength: number })
  | (TeamsInput & { type: "Input.Date" })
  | (TeamsInput & {
      type: "Input.ChoiceSet";
      choices: { title: string; value: string }[];
      style: "expanded" | "compact" | "filtered";
      isMultiSelect: boolean;
      wrap: true;
    });

export interface TeamsColumn {
  type: "Column";
  width: "auto" | "stretch" | number;
  items: TeamsElement[];
}

export interface TeamsCard {
  type: "AdaptiveCard";
  $schema: string;
  version: "1.5";
  msteams: { width: "Full" };
  fallbackText: string;
  speak: string;
  body: TeamsElement[];
}

export interface TeamsAttachment {
  contentType: "application/vnd.microsoft.card.adaptive";
  content: TeamsCard;
}

export interface TeamsActivity {
  type: "message";
  summary?: string;
  attachments: [TeamsAttachment];
}

export function headingOf(title: string): TeamsElement {
  return {
    type: "TextBlock",
    text: unmarked(title),
    style: "heading",
    size: "Large",
    weight: "Bolder",
    wrap: true,
  };
}

/** One block a line: a text run shows no line breaks of its own. */
export function linesOf(text: string, tone?: "strong" | "subtle" | "alert"): TeamsElement[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.map((line, index) => ({
    type: "RichTextBlock",
    inlines: [
      {
        type: "TextRun",
        text: inert(line),
        // Colour alone would say nothing to whoever cannot see it.
        ...(tone === "strong" || tone === "alert" ? { weight: "Bolder" } : {}),
        ...(tone === "alert" ? { color: "Attention" } : {}),
        ...(tone === "subtle" ? { isSubtle: true } : {}),
      },
    ],
    ...(index > 0 ? { spacing: "Small" } : {}),
  }));
}

export function inputOf(part: Extract<Part, { type: "input" }>, words: TeamsWords): TeamsElement {
  const shared = {
    id: part.name,
    label: part.optional ? words.optional(part.label) : part.label,
    ...(part.required && { isRequired: true as const, errorMessage: words.required }),
  };
  const { input } = part;
  switch (input.type) {
    case "text":
      return {
        ...shared,
        type: "Input.Text",
        isMultiline: input.multiline,
        maxLength: input.max,
        ...(input.value && { value: input.value }),
      };
    case "day":
      return { ...shared, type: "Input.Date", ...(input.value && { value: input.value }) };
    case "choice":
      return {
        ...shared,
        ...choicesOf(input),
        isMultiSelect: false,
        ...(input.value && { value: input.value }),
      };
    case "choices":
      return {
        ...shared,
        ...choicesOf(input),
        isMultiSelect: true,
        ...(input.value?.length && { value: input.value.join(",") }),
      };
    default:
      return input satisfies never;
  }
}

function choicesOf(input: Extract<Input, { type: "choice" | "choices" }>) {
  const few = input.options.length <= teamsLimits.expandedChoices;
  const searched = input.options.length > teamsLimits.compactChoices && input.type === "choice";
  return {
    type: "Input.ChoiceSet" as const,
    choices: input.options.map(({ value, label }) => ({ title: inert(label), value })),
    style: few ? ("expanded" as const) : searched ? ("filtered" as const) : ("compact" as const),
    wrap: true as const,
  };
}

/** Breaks what Teams acts on anywhere in a card (mentions, date macros, reversed reading) without showing it. */
export function inert(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/<(?=\/?at\b)/gi, "<\u200b")
    .replace(/\{(?=\{)/g, "{\u200b");
}

/** For the heading, the one place where markdown is read. */
function unmarked(text: string): string {
  return inert(text)
    .replace(/[\\`*_[\]]/g, "\\$&")
    .replace(/^\s*(?:[#>+-]|\d+[.)])/, "\u200b$&");
}
