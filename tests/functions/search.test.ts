import { describe, expect, test } from "vitest";
import { shipped } from "#functions/house";
import { openIndex } from "#functions/search";
import { register } from "./routines.ts";

/** Documents by any word, among the five thousand of a large city. */

const kind = shipped.routine?.kind;
if (!kind) throw new Error("no routines");
const index = await openIndex(register(5000), kind);
const first = (words: string, near: (unit: string) => boolean = () => false) =>
  String(index.find(words, near)[0]?.facts.name ?? "");

describe("among 5 000 routines", () => {
  test.each([
    ["våld", "Rutin våld i nära relationer"],
    ["våldet", "Rutin våld i nära relationer"],
    ["vold", "Rutin våld i nära relationer"],
    ["nära relation", "Rutin våld i nära relationer"],
    ["omhändertagandet", "Rutin vid omedelbart omhändertagande"],
    ["omhandertagande", "Rutin vid omedelbart omhändertagande"],
    ["skolgången för placerade barn", "Placerad barns skolgång"],
    ["klagomålen", "Synpunkter och klagomål"],
    ["sjukprosessen", "Rutin sjukprocessen"],
    ["LEX SARAH", "Lex Sarah"],
    ["processen", "Rutin sjukprocessen"],
    ["återkraven", "Rutin återkrav"],
  ])("”%s” finds %s", (words, name) => {
    expect(first(words)).toContain(name);
  });

  test("what is nearest to the one who looks comes first", () => {
    const units = ["unit-1", "unit-17"];
    for (const unit of units)
      expect(index.find("lex sarah", (each) => each === unit)[0]?.facts.unit).toBe(unit);
  });

  test("what is nowhere is not found, and nothing is no word", () => {
    expect(index.find("fotboll", () => false)).toEqual([]);
    expect(index.find("", () => false)).toEqual([]);
    expect(index.find("?!", () => false)).toEqual([]);
  });
});
