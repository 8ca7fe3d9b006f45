import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  backward,
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
import type { Answer, Answers, Instant } from "#domain/record";

const { form } = kinds.deviation;
const context = { now: "2026-03-10T11:00:00.000Z" as Instant, units: ["a", "b"] };
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
