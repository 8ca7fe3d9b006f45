import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { isWorkingDay, plusDays } from "#domain/calendar";
import {
  backward,
  type Form,
  fieldsOf,
  forward,
  pageOf,
  readInputs,
  review,
  type Surface,
  stepsFor,
  unfinished,
} from "#domain/form";
import { kinds } from "#domain/kinds/index";
import type { Answer, Answers, Instant, LocalDate } from "#domain/record";

const { form } = kinds.deviation;
const context = { now: "2026-03-10T11:00:00.000Z" as Instant, units: ["a", "b"], people: ["anna", "maja"] };
const surface = fc.constantFrom<Surface>("message", "dialog");

/** An answer that a person could give to a field. */
function fitting(name: string): fc.Arbitrary<Answer> {
  const field = form.fields[
    name as keyof typeof form.fields
  ] as (typeof form.fields)[keyof typeof form.fields];
  switch (field.type) {
    case "choice":
      return "many" in field
        ? fc.subarray([...field.options], { minLength: 1 })
        : fc.constantFrom(...field.options);
    case "unit":
      return fc.constantFrom("a", "b");
    case "person":
      return fc.constantFrom("anna", "maja");
    case "day":
      return fc.constant("ahead" in field ? "2026-03-11" : "2026-03-09");
    case "moment":
      return fc.constantFrom("i går", "2026-03-01", "okänt");
    case "text":
      return fc.constantFrom("Den enskilde föll.", "Ett möte ställdes in.");
  }
}
const everything = fc.record(
  Object.fromEntries(Object.keys(form.fields).map((name) => [name, fitting(name)])),
);

interface Held {
  answers: Answers;
  sealed: Record<string, never>;
  seen: string[];
}

/** Answers the page a step stands on, as the road does. */
function answerPage(held: Held, step: string, given: Answers, on: Surface): Held {
  const page = pageOf(form, step, held.answers, on);
  const read = readInputs(form, fieldsOf(form, page, on), given, Object.keys(held.sealed), context);
  expect(read.problems.filter(({ key }) => key !== "beforeTheEvent")).toEqual([]);
  const sealed = Object.fromEntries(Object.keys(read.texts).map((name) => [name, {} as never]));
  return {
    answers: { ...held.answers, ...read.answers },
    sealed: { ...held.sealed, ...sealed },
    seen: [...new Set([...held.seen, ...page.map(({ name }) => name)])],
  };
}

describe("a form walked step by step", () => {
  test.prop([everything, fc.array(surface, { minLength: 20, maxLength: 20 })])(
    "always ends, whichever way it is drawn, and then nothing is missing",
    (given, surfaces) => {
      const usual = { ...given, discovered: "i dag" };
      let held: Held = { answers: { shared: given.shared as string }, sealed: {}, seen: [] };
      let step = "danger";
      for (const on of surfaces) {
        const sends = pageOf(form, step, held.answers, on).some((each) => each.sends);
        held = answerPage(held, step, usual, on);
        step = sends ? review : forward(form, held, on);
        if (step === review) break;
      }
      expect(step).toBe(review);
      expect(unfinished(form, held, context)).toBeUndefined();
    },
  );

  test.prop([everything, surface])("goes back the way it came", (given, on) => {
    const steps = stepsFor(form, given, on);
    let at: string | undefined = review;
    const passed: string[] = [];
    while (at !== undefined && passed.length < 50) {
      passed.push(at);
      at = backward(form, at, given, on);
    }
    expect(new Set(passed).size).toBe(passed.length);
    expect(passed.at(-1)).toBe(steps[0]?.name);
  });

  test.prop([everything])("asks for what a changed branch needs before it can be sent", (given) => {
    const isText = (name: string) => form.fields[name as keyof typeof form.fields].type === "text";
    const open = Object.fromEntries(Object.entries(given).filter(([name]) => !isText(name)));
    const sealed = Object.fromEntries(
      Object.keys(given)
        .filter(isText)
        .map((name) => [name, {} as never]),
    );
    expect(unfinished(form, { answers: { ...open, danger: "no" }, sealed }, context)).toBeUndefined();
    const { line: _, ...withoutLine } = sealed;
    const danger = { answers: { ...open, danger: "yes" }, sealed: withoutLine };
    expect(unfinished(form, danger, context)?.step).toBe(given.shared === "yes" ? "urgentShared" : "urgent");
  });
});

describe("inputs", () => {
  const names = Object.keys(form.fields);

  test.prop([
    fc.constantFrom(...names),
    fc.oneof(fc.string(), fc.array(fc.string()), fc.constant("__proto__")),
  ])(
    "whatever they are, are read without throwing, and only what the form allows gets through",
    (name, given) => {
      const read = readInputs(form, [name], { [name]: given }, [], context);
      const field = form.fields[name as keyof typeof form.fields];
      const answer = read.answers[name];
      if (field.type === "choice" && answer !== undefined)
        expect(
          [answer].flat().every((one) => (field.options as readonly string[]).includes(one as string)),
        ).toBe(true);
      if (field.type === "unit" && answer !== undefined) expect(context.units).toContain(answer);
      if (field.type === "text") expect((read.texts[name] ?? "").length).toBeLessThanOrEqual(field.max);
    },
  );

  test.prop([fc.integer({ min: 1, max: 300 })])(
    "a text over its limit is refused whole, never cut",
    (over) => {
      const read = readInputs(form, ["line"], { line: "å".repeat(200 + over) }, [], context);
      expect(read.texts).toEqual({});
      expect(read.problems).toEqual([
        { key: "tooLong", field: "line", with: { max: "200", length: String(200 + over) } },
      ]);
    },
  );

  test("what is not asked for is not taken", () => {
    const read = readInputs(form, ["unit"], { unit: "a", danger: "yes", __proto__: "x" }, [], context);
    expect(read.answers).toEqual({ unit: "a" });
  });
});

describe("a day and a person", () => {
  const rare: Form = {
    fields: {
      since: { type: "day" },
      until: { type: "day", ahead: true, optional: true },
      keeper: { type: "person" },
    },
    steps: [{ name: "rare", fields: ["since", "until", "keeper"], page: "rare" }],
  };
  const today = "2026-03-10" as LocalDate;
  const read = (name: string, given: Answer, now = context.now) =>
    readInputs(rare, [name], { [name]: given }, [], { ...context, now });
  const keyOf = (name: string, given: Answer, now?: string) =>
    read(name, given, now as Instant).problems[0]?.key;

  test.prop([fc.integer({ min: -800, max: 3000 })])(
    "a day that has been is taken by one field, a working day to come by the other",
    (days) => {
      const day = plusDays(today, days);
      expect(keyOf("since", day)).toBe(days > 0 ? "future" : undefined);
      expect(keyOf("until", day)).toBe(days < 0 ? "past" : isWorkingDay(day) ? undefined : "holiday");
      for (const name of ["since", "until"])
        if (!keyOf(name, day)) expect(read(name, day).answers).toEqual({ [name]: day });
    },
  );

  test.prop([
    fc.constantFrom("since", "until", "keeper"),
    fc.oneof(
      fc.string(),
      fc.array(fc.string()),
      fc.stringMatching(/^\d{4}-\d\d-\d\d$/),
      fc.constantFrom("anna", "__proto__"),
    ),
  ])("whatever is given, only a day of the calendar and a known person get through", (name, given) => {
    const answer = read(name, given).answers[name];
    if (answer === undefined) return;
    if (name === "keeper") expect(context.people).toContain(answer);
    else expect(new Date(`${answer}T00:00Z`).toISOString().slice(0, 10)).toBe(answer);
  });

  test("says why a day or a person is not taken", () => {
    for (const wrong of [
      "2026-02-29",
      "2026-13-01",
      "2026-3-9",
      "9 mars",
      "2026-03-09T12:00",
      "+002026-03-09",
    ])
      expect(keyOf("since", wrong), wrong).toBe("notADay");
    expect(keyOf("until", "2026-04-03"), "långfredagen").toBe("holiday");
    expect(keyOf("until", "2026-03-14"), "lördag").toBe("holiday");
    expect(keyOf("until", "2026-03-16"), "måndag").toBeUndefined();
    expect(keyOf("keeper", "viktor")).toBe("unknownPerson");
    expect(keyOf("keeper", ["anna", "maja"])).toBe("unknownPerson");
    expect(read("keeper", ["anna"]).answers).toEqual({ keeper: "anna" });
  });

  test("the day is Sweden's, also when it is another in UTC", () => {
    expect(keyOf("since", "2026-03-11", "2026-03-10T22:59:59.999Z")).toBe("future");
    expect(keyOf("since", "2026-03-11", "2026-03-10T23:00:00.000Z")).toBeUndefined();
    expect(keyOf("until", "2026-03-10", "2026-03-10T23:00:00.000Z")).toBe("past");
  });

  test("left empty they are asked for, and one that may be empty is not", () => {
    const { problems } = readInputs(
      rare,
      ["since", "until", "keeper"],
      { since: "", until: " " },
      [],
      context,
    );
    expect(problems).toEqual([
      { key: "required", field: "since" },
      { key: "requiredChoice", field: "keeper" },
    ]);
  });

  test("a day to come that came and went is asked for anew before it is sent", () => {
    const draft = { answers: { since: "2026-03-01", until: "2026-03-11", keeper: "anna" }, sealed: {} };
    expect(unfinished(rare, draft, context)).toBeUndefined();
    const later = { ...context, now: "2026-03-12T11:00:00.000Z" as Instant };
    expect(unfinished(rare, draft, later)).toEqual({
      step: "rare",
      problems: [{ key: "past", field: "until" }],
    });
    expect(unfinished(rare, draft, { ...context, people: [] })?.problems).toEqual([
      { key: "unknownPerson", field: "keeper" },
    ]);
  });
});
