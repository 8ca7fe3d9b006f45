import * as z from "zod";

const side = z.enum(["teams", "slack"]);
const fill = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
/** A year in each direction: more than any deadline, less than the calendar knows. */
const farthest = 366 * 24 * 60;

/** What a window may ask of the town. `person` is whom it has stepped into. */
export const actSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("say"), person: z.string(), side, text: z.string().min(1).max(10_000) }),
  /** A button on a card: which one in order, on the message as it was drawn, or in the dialog. */
  z.strictObject({
    do: z.literal("pressTeams"),
    person: z.string(),
    index: z.int().nonnegative(),
    on: z.strictObject({ id: z.string(), updates: z.int() }).optional(),
    fill,
  }),
  z.strictObject({
    do: z.literal("pressSlack"),
    person: z.string(),
    action: z.string(),
    /** The message, or the hash of the modal as it was drawn. */
    on: z.union([z.strictObject({ ts: z.string() }), z.strictObject({ hash: z.string() })]),
    fill,
  }),
  z.strictObject({ do: z.literal("submitSlack"), person: z.string(), hash: z.string(), fill }),
  z.strictObject({ do: z.literal("shortcut"), person: z.string() }),
  z.strictObject({ do: z.literal("close"), person: z.string(), side }),
  /** This side of this person's screen is looked at. */
  z.strictObject({ do: z.literal("seen"), person: z.string(), sides: z.array(side) }),
  z.strictObject({ do: z.literal("twice"), on: z.boolean() }),
  z.strictObject({ do: z.literal("late"), seconds: z.number().min(0).max(60) }),
  z.strictObject({ do: z.literal("down"), side, on: z.boolean() }),
  z.strictObject({ do: z.literal("turn"), minutes: z.int().min(-farthest).max(farthest) }),
  /** By hand: a body as somebody wrote it, signed rightly or not. */
  z.strictObject({ do: z.literal("knock"), side, body: z.string().max(300_000), forged: z.boolean() }),
  z.strictObject({ do: z.literal("restart") }),
]);
export type TownAct = z.infer<typeof actSchema>;
