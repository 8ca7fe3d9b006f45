import type { Action } from "./card.ts";

/** The pieces of Adaptive Cards 1.5 that we draw, as they stand in the JSON. */

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

interface TeamsInput {
  id: string;
  label: string;
  isRequired?: true;
  errorMessage?: string;
  placeholder?: string;
  value?: string;
}

export type TeamsElement =
  | { type: "TextBlock"; text: string; style: "heading"; size: "Large"; weight: "Bolder"; wrap: true }
  | { type: "RichTextBlock"; inlines: Run[]; spacing?: Spacing }
  | { type: "Container"; items: TeamsElement[]; spacing?: Spacing }
  | { type: "ColumnSet"; columns: TeamsColumn[]; spacing?: Spacing }
  | { type: "ActionSet"; actions: TeamsAction[] }
  | (TeamsInput & { type: "Input.Text"; isMultiline: boolean; maxLength: number })
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
