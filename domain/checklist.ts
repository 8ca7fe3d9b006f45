import { hash } from "node:crypto";
import { isDay, plusDays } from "./calendar.ts";
import { optionsOf } from "./checklist-options.ts";
import type { Checklist, Item } from "./checklist-schema.ts";
import { isSo } from "./form.ts";
import type { Answers, LocalDate } from "./record.ts";

export type { Checklist, Item } from "./checklist-schema.ts";

/**
 * A self-inspection (SOSFS 2011:9 5 kap. 2 §) answers a checklist, which is data: what is asked, and which answers are
 * shortcomings. Answers are kept flat: `<item>` is a chosen option or a day, and a share is two numbers, `<item>.met`
 * and `<item>.of`. Texts are sealed elsewhere: here it is only known of which items they are given.
 */

/** Every item, in order. */
const itemsIn = ({ sections }: Checklist): readonly Item[] => sections.flatMap(({ items }) => items);

/** The items that these answers lead to, in order. What hangs on an item that is not asked is not asked either. */
export function itemsFor(checklist: Checklist, answers: Answers): readonly Item[] {
  const asked = new Set<string>();
  return itemsIn(checklist).filter(({ id, when }) => {
    const applies = !when || (asked.has(when.item) && isSo(answers, { field: when.item, is: when.is }));
    if (applies) asked.add(id);
    return applies;
  });
}

/** Whether an item has an answer that it can have. `given`: the items whose text is there. */
export function isAnswered(item: Item, answers: Answers, given: ReadonlySet<string>): boolean {
  switch (item.answer.type) {
    case "text":
      return given.has(item.id);
    case "share":
      return shareOf(answers, item.id) !== undefined;
    case "day":
      return dayOf(answers, item.id) !== undefined;
    default:
      return chosenOf(answers, item) !== undefined;
  }
}

/** How many of the items that are now to be answered are, and how many they are. */
export function progress(
  checklist: Checklist,
  answers: Answers,
  given: ReadonlySet<string>,
): { readonly answered: number; readonly of: number } {
  const items = itemsFor(checklist, answers);
  return { answered: items.filter((each) => isAnswered(each, answers, given)).length, of: items.length };
}

/** What an answer says: it is as it should be, it is a shortcoming, or neither can be told. */
export type Outcome = "good" | "short" | "none";

/** What the answer to an item says on a day. No answer, and what does not concern the unit, says nothing. */
export function outcomeOf(item: Item, answers: Answers, today: LocalDate): Outcome {
  const { id, answer } = item;
  const chosen = chosenOf(answers, item);
  switch (answer.type) {
    case "yesNo":
    case "yesPartly":
      if (chosen === undefined || chosen === "notApplicable") return "none";
      return chosen === "yes" ? "good" : "short";
    case "scale":
      if (chosen === undefined) return "none";
      return Number(chosen) < (answer.least ?? 3) ? "short" : "good";
    case "share": {
      const share = shareOf(answers, id);
      if (!share || share.of === 0) return "none";
      const { good = "high", least = 100, most = 0 } = answer;
      // Multiplied, not divided: a share that is just enough must not be rounded off.
      const hundredths = share.met * 100;
      return (good === "high" ? hundredths < least * share.of : hundredths > most * share.of)
        ? "short"
        : "good";
    }
    case "day": {
      const day = dayOf(answers, id);
      if (day === undefined || answer.within === undefined) return "none";
      return day === "no" || day < plusDays(today, -answer.within) ? "short" : "good";
    }
    case "text":
      return "none";
  }
}

/** The shortcomings on a day, in order: the item, and what was answered; a share as `7/10`. */
export function shortcomings(
  checklist: Checklist,
  answers: Answers,
  today: LocalDate,
): readonly { readonly item: string; readonly was: string }[] {
  return itemsFor(checklist, answers)
    .filter((each) => outcomeOf(each, answers, today) === "short")
    .map((item) => ({ item: item.id, was: String(saidOf(item, answers)) }));
}

/** What was answered to an item by choosing or counting; a share as `7/10`. */
export function saidOf({ id, answer }: Item, answers: Answers): string | undefined {
  if (answer.type !== "share") return answers[id] === undefined ? undefined : String(answers[id]);
  const share = shareOf(answers, id);
  return share && `${share.met}/${share.of}`;
}

/** What is wrong with a share as it was typed, if anything. `drawn`: how many there were to review. */
export function wrongShare(
  met: string,
  of: string,
  drawn?: number,
): "notANumber" | "moreThanSample" | "moreMetThanReviewed" | undefined {
  const [fit, reviewed] = [numberIn(met), numberIn(of)];
  if (fit === undefined || reviewed === undefined) return "notANumber";
  if (drawn !== undefined && reviewed > drawn) return "moreThanSample";
  return fit > reviewed ? "moreMetThanReviewed" : undefined;
}

/**
 * Which of the population, numbered from 1, are to be reviewed, in order: chance that anybody can work out again, as
 * those whose SHA-256 of `<seed>:<number>` is least. So a population that was counted wrong and is put right by a few
 * leaves most of what was drawn as it was.
 */
export function draw({ sample }: Checklist, population: number, seed: string): readonly number[] {
  if (!sample || !Number.isInteger(population) || population < 1) return [];
  const share = Math.ceil((population * (sample.share ?? 0)) / 100);
  const lot = (number: number) => hash("sha256", `${seed}:${number}`);
  return Array.from({ length: population }, (_, at) => ({ number: at + 1, lot: lot(at + 1) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, Math.min(sample.most, Math.max(sample.least, share)))
    .map(({ number }) => number)
    .sort((a, b) => a - b);
}

/** A whole number as it is typed, of as many as anybody counts: a share's two, and how many there are to draw from. */
export const numberIn = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined;

function chosenOf(answers: Answers, { id, answer }: Item): string | undefined {
  const chosen = answers[id];
  return typeof chosen === "string" && optionsOf(answer).includes(chosen) ? chosen : undefined;
}

function shareOf(answers: Answers, id: string): { met: number; of: number } | undefined {
  const [met, of] = [answers[`${id}.met`], answers[`${id}.of`]];
  if (typeof met !== "string" || typeof of !== "string" || wrongShare(met, of)) return undefined;
  return { met: Number(met), of: Number(of) };
}

function dayOf(answers: Answers, id: string): LocalDate | "no" | undefined {
  const day = answers[id];
  if (typeof day !== "string") return undefined;
  return day === "no" || isDay(day) ? day : undefined;
}
