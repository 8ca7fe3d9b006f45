import { createHash } from "node:crypto";
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { plusDays } from "#domain/calendar";
import {
  type Checklist,
  draw,
  type Item,
  isAnswered,
  itemsFor,
  numberIn,
  outcomeOf,
  progress,
  shortcomings,
  wrongShare,
} from "#domain/checklist";
import { readChecklists } from "#domain/checklist-file";
import { optionsOf } from "#domain/checklist-options";
import { checklistSchema } from "#domain/checklist-schema";
import type { Answers, LocalDate } from "#domain/record";

const today = "2026-11-22" as LocalDate;
const nothing: ReadonlySet<string> = new Set();

const file = `- id: keys
  version: 1
  title: Nycklar och larm
  type: checklist
  law: [managementSystem]
  sections:
    - id: keys-kept
      title: Nycklar
      items:
        - { id: locked, text: Är nycklarna inlåsta?, answer: { type: yesNo }, routine: Nycklar }
        - id: why-not
          text: Varför inte?
          answer: { type: text }
          when: { item: locked, is: no }
        - { id: signed, text: Nyckeln är kvitterad., answer: { type: share, least: 90 } }
    - id: alarms
      title: Larm
      items:
        - { id: tested, text: När provades larmet?, answer: { type: day, within: 30 } }
        - { id: trust, text: Vi litar på larmet., answer: { type: scale } }
        - { id: late, text: Larmet besvarades för sent., answer: { type: share, good: low, most: 5 } }
- id: files
  version: 3
  title: Akter
  type: documentReview
  law: [secrecy]
  intro: Granska.
  sample: { least: 5, share: 10, most: 20 }
  sections:
    - id: all-files
      title: Alla akter
      items:
        - { id: complete, text: Är akterna hela?, answer: { type: yesPartly } }
`;

function read(text: string): readonly Checklist[] {
  const outcome = readChecklists(text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 1));
  return outcome.checklists;
}
function problems(text: string) {
  const outcome = readChecklists(text);
  return outcome.ok ? [] : outcome.problems;
}
/** Line (from 1) of the first line of the file that holds a text. */
const lineOf = (text: string, part: string) => text.split("\n").findIndex((line) => line.includes(part)) + 1;

const [keys, files] = read(file) as [Checklist, Checklist];
const item = (answer: Item["answer"]): Item => ({ id: "x", text: "Så är det.", answer });
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);
const itemsIn = ({ sections }: Checklist) => sections.flatMap(({ items }) => items);

describe("which items are asked", () => {
  test("one that hangs on another is asked when that was answered so, and not before", () => {
    const rest = ["signed", "tested", "trust", "late"];
    expect(idsOf(itemsFor(keys, {}))).toEqual(["locked", ...rest]);
    expect(idsOf(itemsFor(keys, { locked: "yes" }))).toEqual(["locked", ...rest]);
    expect(idsOf(itemsFor(keys, { locked: "no" }))).toEqual(["locked", "why-not", ...rest]);
  });

  test("one that hangs on what is no longer asked is not asked either, whatever was answered before", () => {
    const chain = checklistSchema.parse({
      ...keys,
      sections: [
        {
          id: "only",
          title: "Allt",
          items: [
            { ...item({ type: "yesNo" }), id: "one" },
            { ...item({ type: "yesPartly" }), id: "two", when: { item: "one", is: "yes" } },
            { ...item({ type: "scale" }), id: "three", when: { item: "two", is: ["partly", "no"] } },
          ],
        },
      ],
    });
    const all = { one: "yes", two: "partly", three: "1" };
    expect(idsOf(itemsFor(chain, all))).toEqual(["one", "two", "three"]);
    const back = { ...all, one: "notApplicable" };
    expect(idsOf(itemsFor(chain, back))).toEqual(["one"]);
    expect([shortcomings(chain, back, today), progress(chain, back, nothing)]).toEqual([
      [],
      { answered: 1, of: 1 },
    ]);
  });
});

describe("what is answered", () => {
  test("how far it has come goes by what is asked now, and a text counts when it is given", () => {
    expect(progress(keys, {}, nothing)).toEqual({ answered: 0, of: 5 });
    expect(progress(keys, { locked: "no" }, nothing)).toEqual({ answered: 1, of: 6 });
    expect(progress(keys, { locked: "no" }, new Set(["why-not"]))).toEqual({ answered: 2, of: 6 });
    const rest = {
      "signed.met": "0",
      "signed.of": "0",
      tested: "no",
      trust: "3",
      "late.met": "1",
      "late.of": "7",
    };
    expect(progress(keys, { locked: "yes", ...rest }, nothing)).toEqual({ answered: 5, of: 5 });
  });

  test.each<[string, Item["answer"], Answers]>([
    ["an option of another type", { type: "yesNo" }, { x: "partly" }],
    ["one off the scale", { type: "scale" }, { x: "6" }],
    ["many of a choice of one", { type: "yesNo" }, { x: ["yes"] }],
    ["a day that is none", { type: "day", within: 9 }, { x: "2026-02-30" }],
    ["half a share", { type: "share" }, { "x.met": "3" }],
    ["a share of words", { type: "share" }, { "x.met": "tre", "x.of": "5" }],
    ["more than all", { type: "share" }, { "x.met": "6", "x.of": "5" }],
    ["many numbers", { type: "share" }, { "x.met": ["3"], "x.of": "5" }],
    ["a text that is not there", { type: "text" }, { x: "yes" }],
  ])("%s is no answer, and says nothing", (_, answer, answers) => {
    expect(isAnswered(item(answer), answers, nothing)).toBe(false);
    expect(outcomeOf(item(answer), answers, today)).toBe("none");
  });
});

describe("what is a shortcoming", () => {
  const share = (met: number, of: number): Answers => ({ "x.met": String(met), "x.of": String(of) });

  test.each<[Item["answer"], Readonly<Record<string, string>>]>([
    [{ type: "yesNo" }, { yes: "good", no: "short", notApplicable: "none" }],
    [{ type: "yesPartly" }, { yes: "good", partly: "short", no: "short" }],
    [{ type: "scale" }, { 1: "short", 2: "short", 3: "good", 4: "good", 5: "good" }],
    [
      { type: "scale", least: 5 },
      { 1: "short", 4: "short", 5: "good" },
    ],
    [
      { type: "day", within: 30 },
      { "2026-11-22": "good", "2026-10-23": "good", "2026-10-22": "short", no: "short" },
    ],
    [{ type: "day" }, { "2016-11-22": "none", no: "none" }],
  ])("%j", (answer, says) => {
    const said = Object.keys(says).map((x) => [x, outcomeOf(item(answer), { x }, today)]);
    expect(Object.fromEntries(said)).toEqual(says);
  });

  test.each<[Item["answer"], readonly [number, number, string][]]>([
    [
      { type: "share" },
      [
        [10, 10, "good"],
        [9, 10, "short"],
        [0, 0, "none"],
      ],
    ],
    [
      { type: "share", least: 90 },
      [
        [9, 10, "good"],
        [89, 99, "short"],
        [90, 100, "good"],
        [0, 1, "short"],
      ],
    ],
    [
      { type: "share", good: "low" },
      [
        [0, 10, "good"],
        [1, 10_000, "short"],
        [0, 0, "none"],
      ],
    ],
    [
      { type: "share", good: "low", most: 5 },
      [
        [1, 20, "good"],
        [1, 19, "short"],
        [5, 100, "good"],
      ],
    ],
    [{ type: "share", least: 33 }, [[1, 3, "good"]]],
    [{ type: "share", least: 34 }, [[1, 3, "short"]]],
  ])("%j", (answer, says) => {
    for (const [met, of, outcome] of says)
      expect([met, of, outcomeOf(item(answer), share(met, of), today)]).toEqual([met, of, outcome]);
  });

  test("a text is none", () => {
    expect(outcomeOf(item({ type: "text" }), { x: "no" }, today)).toBe("none");
  });

  test("they come in the order of the checklist, each with what was answered", () => {
    const answers = {
      ...{
        "late.of": "8",
        "late.met": "1",
        trust: "2",
        tested: "2026-01-05",
        "signed.met": "7",
        "signed.of": "10",
      },
      locked: "no",
    };
    expect(shortcomings(keys, answers, today)).toEqual([
      { item: "locked", was: "no" },
      { item: "signed", was: "7/10" },
      { item: "tested", was: "2026-01-05" },
      { item: "trust", was: "2" },
      { item: "late", was: "1/8" },
    ]);
  });

  test("a day that was recent enough is judged by the day it is asked on", () => {
    const of = (day: string) => shortcomings(keys, { tested: "2026-11-01" }, day as LocalDate).length;
    expect([of("2026-12-01"), of("2026-12-02")]).toEqual([0, 1]);
  });
});

describe("a share as it is typed", () => {
  test.each([
    ["7", "10", undefined, undefined],
    [" 7 ", "10 ", undefined, undefined],
    ["10", "10", 10, undefined],
    ["0", "0", 0, undefined],
    ["sju", "10", undefined, "notANumber"],
    ["7", "", undefined, "notANumber"],
    ["-1", "10", undefined, "notANumber"],
    ["7,5", "10", undefined, "notANumber"],
    ["1e3", "10", undefined, "notANumber"],
    ["7", "100000", undefined, "notANumber"],
    ["11", "10", undefined, "moreMetThanReviewed"],
    ["7", "11", 10, "moreThanSample"],
    ["12", "11", 10, "moreThanSample"],
  ])("%j of %j, %j drawn: %s", (met, of, drawn, wrong) => {
    expect(wrongShare(met, of, drawn)).toBe(wrong);
  });

  test("a number is read as digits and nothing else", () => {
    expect([" 012 ", "99999", "100000", "", "1 0", "٣"].map(numberIn)).toEqual([
      ...[12, 99_999],
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});

describe("what is drawn for review", () => {
  const sizes = fc.record({
    least: fc.integer({ min: 1, max: 10 }),
    share: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    most: fc.integer({ min: 10, max: 30 }),
  });
  const populations = fc.integer({ min: 0, max: 120 });

  test("MAL-32: so many as the checklist says, of those there are", () => {
    const size = (population: number, sample: Checklist["sample"]) =>
      draw({ ...files, sample }, population, "K7QF-3M2X").length;
    expect([0, 3, 30, 51, 101, 500].map((n) => size(n, { least: 5, share: 10, most: 20 }))).toEqual([
      ...[0, 3, 5, 6, 11, 20],
    ]);
    expect([3, 500].map((n) => size(n, { least: 5, most: 20 }))).toEqual([3, 5]);
    expect([-1, 2.5, Number.NaN].map((n) => size(n, { least: 5, most: 20 }))).toEqual([0, 0, 0]);
    expect(draw(keys, 100, "K7QF-3M2X")).toEqual([]);
  });

  test("can be worked out again by anyone, from the seed alone", () => {
    const lot = (n: number) => createHash("sha256").update(`K7QF-3M2X:${n}`).digest("hex");
    const first = Array.from({ length: 50 }, (_, n) => n + 1).sort((a, b) =>
      lot(a).localeCompare(lot(b), "en"),
    );
    expect(draw(files, 50, "K7QF-3M2X")).toEqual(first.slice(0, 5).sort((a, b) => a - b));
  });

  test.prop([sizes, populations, fc.string()])(
    "is in order, each once, of those there are, and the same each time",
    (sample, population, seed) => {
      const drawn = draw({ ...files, sample }, population, seed);
      expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
      expect(drawn.every((n) => Number.isInteger(n) && n >= 1 && n <= population)).toBe(true);
      expect(drawn.length).toBeGreaterThanOrEqual(Math.min(population, sample.least));
      expect(drawn.length).toBeLessThanOrEqual(sample.most);
      expect(draw({ ...files, sample }, population, seed)).toEqual(drawn);
    },
  );

  test.prop([fc.integer({ min: 5, max: 120 }), fc.string()])(
    "is one other at most when one more was there than was counted",
    (population, seed) => {
      const list = { ...files, sample: { least: 5, most: 5 } };
      const more = draw(list, population + 1, seed);
      expect(draw(list, population, seed).filter((n) => !more.includes(n)).length).toBeLessThanOrEqual(1);
    },
  );

  test("is each of them as often, over many seeds", () => {
    const times = new Map<number, number>();
    for (let seed = 0; seed < 2000; seed++)
      for (const n of draw(files, 20, `run ${seed}`)) times.set(n, (times.get(n) ?? 0) + 1);
    // 5 of 20 in 2 000 draws: 500 each, and five standard deviations are 97.
    expect(times.size).toBe(20);
    for (const [n, count] of times) expect([n, Math.abs(count - 500) < 97]).toEqual([n, true]);
  });
});

/** Any checklist that the schema takes, and answers to it: right ones, wrong ones, and to what is not asked. */
const rules = fc.oneof(
  fc.constantFrom<Item["answer"]>(
    { type: "yesNo" },
    { type: "yesPartly" },
    { type: "text" },
    { type: "day" },
  ),
  fc.record({ type: fc.constant("share" as const), least: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ type: fc.constant("day" as const), within: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ type: fc.constant("scale" as const), least: fc.integer({ min: 2, max: 5 }) }),
);
const drafts = fc
  .array(fc.tuple(rules, fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 10 })
  .map((drawn): Checklist => {
    const items: Item[] = [];
    for (const [answer, which, option, hangs] of drawn) {
      const chosen = items.filter((each) => optionsOf(each.answer).length > 0);
      const named = chosen[which % (chosen.length || 1)];
      const is = named && optionsOf(named.answer)[option % optionsOf(named.answer).length];
      const when = hangs && named && is ? { when: { item: named.id, is } } : {};
      items.push({ ...item(answer), id: `item-${items.length}`, ...when });
    }
    return { ...keys, sections: [{ id: "only", title: "Allt", items }] };
  });
const values = fc.constantFrom(
  "yes",
  "no",
  "partly",
  "notApplicable",
  "1",
  "3",
  "5",
  "2026-11-01",
  "2020-01-01",
  "?",
);
const answersTo = fc.dictionary(
  fc.tuple(fc.nat({ max: 9 }), fc.constantFrom("", ".met", ".of")).map(([n, part]) => `item-${n}${part}`),
  values,
  { maxKeys: 30 },
);
const givenTo = fc.uniqueArray(fc.nat({ max: 9 })).map((all) => new Set(all.map((n) => `item-${n}`)));

describe("whatever a checklist asks", () => {
  test.prop([drafts, answersTo, givenTo])(
    "what is not asked says nothing, and what says something is answered",
    (list, answers, given) => {
      expect(checklistSchema.safeParse(list).success).toBe(true);
      const asked = itemsFor(list, answers);
      const { answered, of } = progress(list, answers, given);
      expect(of).toBe(asked.length);
      expect(answered).toBe(asked.filter((each) => isAnswered(each, answers, given)).length);
      const short = shortcomings(list, answers, today);
      expect(short.map((each) => each.item)).toEqual(
        idsOf(asked.filter((each) => outcomeOf(each, answers, today) === "short")),
      );
      for (const each of itemsIn(list))
        if (outcomeOf(each, answers, today) !== "none") expect(isAnswered(each, answers, nothing)).toBe(true);
      // Answers left from before, to what is asked no longer, change nothing.
      const kept = Object.entries(answers).filter(([name]) =>
        idsOf(asked).includes(name.split(".")[0] ?? ""),
      );
      const without = Object.fromEntries(kept);
      expect(idsOf(itemsFor(list, without))).toEqual(idsOf(asked));
      expect(shortcomings(list, without, today)).toEqual(short);
    },
  );

  test.prop([drafts, answersTo, fc.nat({ max: 800 })])(
    "what was short stays so as days go by, until it is answered anew",
    (list, answers, later) => {
      const then = shortcomings(list, answers, plusDays(today, later)).map((each) => each.item);
      expect(then).toEqual(
        expect.arrayContaining(shortcomings(list, answers, today).map((each) => each.item)),
      );
    },
  );
});

describe("a municipality's own checklists", () => {
  test("are read whole, with nothing added", () => {
    expect([keys.id, files.id]).toEqual(["keys", "files"]);
    expect(itemsIn(keys)[0]).toEqual({
      ...{ id: "locked", text: "Är nycklarna inlåsta?", answer: { type: "yesNo" }, routine: "Nycklar" },
    });
    expect(files).toMatchObject({ version: 3, sample: { least: 5, share: 10, most: 20 }, intro: "Granska." });
  });

  test("MAL-31: may be a checklist, a self-assessment or a survey", () => {
    for (const type of ["checklist", "selfAssessment", "survey"])
      expect(read(file.replace("type: checklist", `type: ${type}`))[0]?.type).toBe(type);
  });

  test("may have just as many drawn, however many there are", () => {
    const [, same] = read(file.replace("most: 20", "most: 5"));
    expect([6, 900].map((n) => draw(same as Checklist, n, "seed").length)).toEqual([5, 5]);
  });

  /** [what is replaced, by what, the text on the line it is found on, what is said] */
  const mistakes: readonly [string, string, string, RegExp][] = [
    [
      "- id: files",
      "- id: keys",
      "  version: 3",
      /^\[1\]\.id is wrong: the id keys is used twice; give each/,
    ],
    ["id: keys\n", "id: Våra nycklar\n", "Våra nycklar", /^\[0\]\.id use 2 to 40 of a-z, 0-9 and -/],
    ["version: 1", "version: 0", "version: 0", /^\[0\]\.version must be at least 1$/],
    ["version: 1", "version: 1.5", "version: 1.5", /^\[0\]\.version must be a whole number$/],
    ["  title: Akter\n", "", "- id: files", /^\[1\]\.title is missing; add it$/],
    ["title: Akter", `title: ${"A".repeat(81)}`, "AAAA", /^\[1\]\.title must be at most 80 characters$/],
    ["type: checklist", "type: quiz", "type: quiz", /^\[0\]\.type must be one of checklist, selfAssessment/],
    ["[secrecy]", "[]", "law: []", /^\[1\]\.law name at least one$/],
    ["[secrecy]", "[law]", "[law]", /^\[1\]\.law\[0\] must be one of solGoodQuality,/],
    ["intro: Granska.", `intro: ${"A".repeat(301)}`, "AAAA", /^\[1\]\.intro must be at most 300 characters$/],
    [
      "id: alarms",
      "id: keys-kept",
      "title: Larm",
      /sections\[1\]\.id is wrong: the id keys-kept is used twice/,
    ],
    [
      "id: trust",
      "id: locked",
      "id: locked, text: Vi",
      /items\[1\]\.id is wrong: the id locked is used twice/,
    ],
    ["id: late", "id: alarms", "id: alarms, text", /items\[2\]\.id is wrong: the id alarms is used twice/],
    [
      "{ type: yesPartly }",
      "{ type: maybe }",
      "maybe",
      /answer\.type must have a type, one of yesNo, yesPartly,/,
    ],
    ["{ type: yesPartly }", "{}", "answer: {}", /answer\.type is missing; add it$/],
    ["{ type: yesPartly }", "yesPartly", "answer: yesPartly", /answer must be a group of named values/],
    ["{ type: yesPartly }", "{ type: yesPartly, least: 3 }", "least: 3", /answer\.least is not known here/],
    ["least: 90", "least: 101", "least: 101", /answer\.least must be at most 100$/],
    ["least: 90", "most: 90", "most: 90", /answer\.most is wrong: high is good here; write least/],
    ["most: 5 }", "least: 5 }", "least: 5 }", /answer\.least is wrong: low is good here; write most/],
    ["within: 30", "within: 0", "within: 0", /answer\.within must be at least 1$/],
    ["item: locked", "item: lokced", "item: lokced", /when\.item is wrong: no item above is called lokced/],
    [
      "item: locked",
      "item: why-not",
      "item: why-not",
      /no item above is called why-not; correct it, or move/,
    ],
    ["item: locked", "item: trust", "item: trust", /no item above is called trust; correct it, or move/],
    [
      "is: no }",
      "is: maybe }",
      "is: maybe",
      /when\.is is wrong: locked is never answered maybe; write one of yes, no,/,
    ],
    ["is: no }", "is: [no, partly] }", "[no, partly]", /locked is never answered partly/],
    ["is: no }", "is: [] }", "is: []", /when\.is must name at least one answer$/],
    ["is: no }", "is: 1 }", "is: 1", /when\.is must be one answer or a list of them; put numbers in quotes$/],
    [
      "answer: { type: share, least: 90 } }",
      "answer: { type: share }, hint: X }\n        - { id: more, text: Mer., answer: { type: text }, when: { item: signed, is: yes } }",
      "id: more",
      /signed is not answered by choosing; name one that is yesNo, yesPartly or scale$/,
    ],
    [
      "type: documentReview",
      "type: survey",
      "sample:",
      /^\[1\]\.sample is wrong: nothing is drawn for a survey/,
    ],
    ["most: 20", "most: 4", "most: 4", /^\[1\]\.sample\.most is wrong: most must not be less than least$/],
    ["share: 10", "share: 0", "share: 0", /^\[1\]\.sample\.share must be at least 1$/],
    ["routine: Nycklar", 'routine: ""', 'routine: ""', /routine must not be empty$/],
    ["text: Är akterna hela?", `text: ${"A".repeat(301)}`, "AAAA", /text must be at most 300 characters$/],
  ];

  test.each(mistakes)(
    "%j written as %j is named with its line and the mend",
    (was, becomes, line, message) => {
      const text = file.replace(was, becomes);
      expect(text).not.toBe(file);
      const found = problems(text);
      expect(found.map((p) => p.message).join("\n")).toMatch(new RegExp(message.source, "m"));
      const hit = found.find((p) => message.test(p.message));
      const second = becomes === "- id: keys" || becomes === "id: keys-kept";
      expect(hit?.line).toBe(lineOf(text, line) - (second ? 1 : 0));
      expect(hit?.column).toBeGreaterThan(0);
    },
  );

  /** A checklist with sections of so many items. */
  const long = (...sizes: readonly number[]) =>
    checklistSchema.safeParse({
      ...keys,
      sections: sizes.map((size, s) => ({
        id: `section-${s}`,
        title: "Del",
        items: Array.from({ length: size }, (_, n) => ({ ...item({ type: "yesNo" }), id: `item-${s}-${n}` })),
      })),
    });

  test("at most 60 items, ten to a section, and no section without", () => {
    expect(long(10, 10, 10, 10, 10, 10).success).toBe(true);
    expect(long(10, 10, 10, 10, 10, 10, 1).error?.issues.map(({ path, message }) => [path, message])).toEqual(
      [[["sections"], "there are 61 items; a checklist holds at most 60, so make it two"]],
    );
    expect(long(11).error?.issues[0]?.message).toBe("holds at most 10 items; part it in two");
    expect(long(0).error?.issues[0]?.message).toBe("needs at least one item");
    expect(long().error?.issues[0]?.message).toBe("needs at least one section");
  });

  test.each([
    ["nothing", "", /The file is empty/],
    ["an empty list", "[]", /The file holds no checklist; write one, or remove the file/],
    ["one without its dash", "id: keys\n", /The file must be a list/],
    [
      "a colon in a text",
      file.replace("title: Akter", "title: Akter: alla"),
      /holds a colon, put it in quotes/,
    ],
  ])("YAML itself: %s", (_, text, message) => {
    expect(
      problems(text)
        .map((p) => p.message)
        .join("\n"),
    ).toMatch(message);
  });

  test("every mistake is told at once, in the order of the file", () => {
    const text = file
      .replace("version: 1", "version: one")
      .replace("[secrecy]", "[]")
      .replace("within: 30", "within: x");
    const lines = problems(text).map((p) => p.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(lines.length).toBe(3);
  });
});
