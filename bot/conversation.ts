import type { Action } from "#cards/card";
import type { Answer, MessageRef, Platform } from "#domain/record";

/** Who speaks, as the platform's verified request says. */
export interface Who {
  readonly platform: Platform;
  /** Teams: the Entra tenant. Slack: the workspace. */
  readonly organisation: string;
  /** Teams: the Entra object id. Slack: the user id. */
  readonly user: string;
}

/** One thing a person said or pressed, the same whichever platform it came through. */
export interface Turn {
  readonly who: Who;
  readonly place: "personal" | "group";
  /** Where the answer will be shown. */
  readonly surface: "message" | "dialog";
  readonly say:
    | { readonly type: "text"; readonly text: string }
    /** The bot was installed or its home was opened. */
    | { readonly type: "hello" }
    | { readonly type: "press"; readonly action: Action; readonly inputs: Readonly<Record<string, Answer>> };
  /** The message whose card was pressed, or from which the dialog was launched. */
  readonly card?: MessageRef;
}
