import type { AnswerRule } from "./checklist-schema.ts";

/** Apart from the schema, which only reads files: what answers and draws a checklist needs no more than this. */
const options = {
  /** Yes, no, or it does not concern the unit. No is a shortcoming. */
  yesNo: ["yes", "no", "notApplicable"],
  /** Yes, in part, or no. All but yes is a shortcoming. */
  yesPartly: ["yes", "partly", "no"],
  scale: ["1", "2", "3", "4", "5"],
} as const;

/** What an item may be answered with by choosing; none where it is counted or written. */
export const optionsOf = ({ type }: AnswerRule): readonly string[] =>
  type in options ? options[type as keyof typeof options] : [];
