import * as z from "zod";
import { optionsOf } from "./checklist-options.ts";
import { lawRows } from "./law.ts";

/** What a checklist is written as, those that are shipped and those of a municipality's own file. */

const code = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, "use 2 to 40 of a-z, 0-9 and -, beginning with a letter");
const text = (max: number) =>
  z.string().trim().min(1, "must not be empty").max(max, `must be at most ${max} characters`);
const whole = (least: number, most: number) =>
  z
    .int("must be a whole number")
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const answerTypes = ["yesNo", "yesPartly", "share", "day", "text", "scale"] as const;

const answer = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ type: z.literal("yesNo") }),
    z.strictObject({ type: z.literal("yesPartly") }),
    /** How many were as they should be, of those reviewed; of none, that is no shortcoming. */
    z.strictObject({
      type: z.literal("share"),
      /** Low where what is wrong is counted. High when left out. */
      good: z.enum(["high", "low"]).optional(),
      /** Fewer percent than this are a shortcoming; 100 when left out. */
      least: whole(1, 100).optional(),
      /** Where low is good: more percent than this are a shortcoming; 0 when left out. */
      most: whole(0, 99).optional(),
    }),
    /** When it was last done; `no`: it never was. */
    z.strictObject({
      type: z.literal("day"),
      /** So many days back is fine, further back or never is a shortcoming; when left out no day is. */
      within: whole(1, 3650).optional(),
    }),
    /** A few words, never a shortcoming. */
    z.strictObject({ type: z.literal("text") }),
    /** From 1, not at all, to 5, wholly. Less than `least` is a shortcoming; 3 when left out. */
    z.strictObject({ type: z.literal("scale"), least: whole(2, 5).optional() }),
  ],
  { error: `must have a type, one of ${answerTypes.join(", ")}` },
);

const item = z.strictObject({
  id: code,
  text: text(300),
  answer,
  hint: text(200).optional(),
  /** Asked when an item before it was answered so. */
  when: z
    .strictObject({
      item: code,
      is: z.union([z.string(), z.array(z.string()).min(1, "must name at least one answer").readonly()], {
        error: "must be one answer or a list of them; put numbers in quotes",
      }),
    })
    .optional(),
  /** The name of the routine whose following is looked into. */
  routine: text(200).optional(),
});

const shape = z.strictObject({
  id: code,
  /** One more whenever it asks something else than before: what was answered keeps the version it was asked in. */
  version: whole(1, 9999),
  title: text(80),
  type: z.enum(["checklist", "selfAssessment", "survey", "documentReview", "accessLogReview"]),
  /** What it looks into the following of, as `law.ts` names it. */
  law: z
    .array(z.enum([...new Set(lawRows.map(({ subject }) => subject))]))
    .min(1, "name at least one")
    .readonly(),
  intro: text(300).optional(),
  sections: z
    .array(
      z.strictObject({
        id: code,
        title: text(60),
        items: z
          .array(item)
          .min(1, "needs at least one item")
          .max(10, "holds at most 10 items; part it in two")
          .readonly(),
      }),
    )
    .min(1, "needs at least one section")
    .readonly(),
  /** How many are drawn for review: this share of all that there are, but so many at least and at most. */
  sample: z
    .strictObject({ least: whole(1, 100), share: whole(1, 100).optional(), most: whole(1, 100) })
    .optional(),
});

export type Checklist = z.infer<typeof shape>;
export type Item = Checklist["sections"][number]["items"][number];
/** How an item is answered. */
export type AnswerRule = Item["answer"];

/** What checklists and their items are read by. Also refuses what contradicts itself; messages are for operators. */
export const checklistSchema = shape.superRefine((checklist, context) => {
  const refuse = (path: (string | number)[], message: string) =>
    context.addIssue({ code: "custom", path, message });
  const ids = new Set<string>();
  const own = (id: string, path: (string | number)[]) => {
    if (ids.has(id)) refuse(path, `the id ${id} is used twice; give each section and item its own`);
    ids.add(id);
  };
  const before = new Map<string, AnswerRule>();
  checklist.sections.forEach((section, s) => {
    own(section.id, ["sections", s, "id"]);
    section.items.forEach(({ id, answer, when }, n) => {
      const at = ["sections", s, "items", n];
      own(id, [...at, "id"]);
      if (answer.type === "share" && answer.good === "low" && answer.least !== undefined)
        refuse([...at, "answer", "least"], "low is good here; write most in place of least");
      if (answer.type === "share" && answer.good !== "low" && answer.most !== undefined)
        refuse([...at, "answer", "most"], "high is good here; write least in place of most, or good: low");
      const wrong = when && wrongCondition(when, before.get(when.item));
      if (wrong) refuse([...at, "when", wrong.in], wrong.message);
      before.set(id, answer);
    });
  });
  const count = checklist.sections.flatMap(({ items }) => items).length;
  if (count > 60)
    refuse(["sections"], `there are ${count} items; a checklist holds at most 60, so make it two`);
  const { sample, type } = checklist;
  if (!sample) return;
  if (!["documentReview", "accessLogReview"].includes(type))
    refuse(["sample"], `nothing is drawn for a ${type}; remove it, or make it a documentReview`);
  if (sample.most < sample.least) refuse(["sample", "most"], "most must not be less than least");
});

function wrongCondition(
  { item, is }: NonNullable<Item["when"]>,
  named: AnswerRule | undefined,
): { in: "item" | "is"; message: string } | undefined {
  if (!named)
    return { in: "item", message: `no item above is called ${item}; correct it, or move that item up` };
  const possible = optionsOf(named);
  if (possible.length === 0)
    return {
      in: "item",
      message: `${item} is not answered by choosing; name one that is yesNo, yesPartly or scale`,
    };
  const never = [is].flat().find((each) => !possible.includes(each));
  if (never === undefined) return undefined;
  return { in: "is", message: `${item} is never answered ${never}; write one of ${possible.join(", ")}` };
}
