import { describe, expect, test } from "vitest";
import { follow, guardedAs } from "#domain/follow";
import type { Entry, Link, PersonId, RecordId } from "#domain/record";
import { received, sceneOf, somebody } from "./walk.ts";

/** What a case and what grew out of it do to each other. */

const by = somebody("staff");
const grown = (over: Partial<Entry> = {}): Entry => ({
  ...received({ danger: "no", unit: "a", involved: "no", nature: "deviation" }, by),
  origin: "CASE-2222" as RecordId,
  ...over,
});
const person = (id: string) => id as PersonId;
const open = { hiddenFrom: [], hides: [], barred: [] };

describe("what grew out of a case", () => {
  test("is hidden as the case is, and open again with it", () => {
    const hiding = { ...open, hiddenFrom: [person("x")], barred: [person("y")] };
    const hidden = guardedAs(sceneOf(), grown(), hiding, open);
    expect(hidden).toMatchObject({ hiddenFrom: ["x"], barred: ["y"], restricted: true });
    expect(guardedAs(sceneOf(), hidden, open, hiding)).toMatchObject({
      hiddenFrom: [],
      barred: [],
      restricted: false,
    });
  });

  test("stays hidden from those it is hidden from by itself, whatever becomes of the case", () => {
    const own = grown({ hiddenFrom: [person("own")], answers: { ...grown().answers, hidden: "own" } });
    const was = { ...open, hiddenFrom: [person("own"), person("x")] };
    const both = guardedAs(sceneOf(), own, was, open);
    expect(both.hiddenFrom).toEqual(["own", "x"]);
    expect(guardedAs(sceneOf(), both, open, was).hiddenFrom).toEqual(["own"]);
    // Somebody left the case: what is hidden by itself is not touched by that.
    expect(guardedAs(sceneOf(), own, { ...open, barred: [person("y")] }, open)).toMatchObject({
      hiddenFrom: ["own"],
      barred: ["y"],
    });
  });

  test("passes it on to what grew out of that", () => {
    const links: Link[] = [{ kind: "action", id: "ACTN-2222" as RecordId, state: "open" }];
    const hiding = { ...open, hiddenFrom: [person("x")] };
    const hidden = guardedAs(sceneOf(), grown({ links }), hiding, open);
    expect(hidden.errands.map(({ what }) => what)).toContainEqual(
      expect.objectContaining({ do: "guard", to: "ACTN-2222", hiding: expect.objectContaining(hiding) }),
    );
    expect(
      guardedAs(sceneOf(), hidden, hiding, hiding).errands.filter(({ what }) => what.do === "guard"),
    ).toHaveLength(1);
  });

  test("that has ended and is opened again is waited for anew", () => {
    const link: Link = {
      kind: "deviation",
      id: "DEVI-2222" as RecordId,
      state: "settled",
      outcome: "ordinary",
    };
    const again = follow(sceneOf(), grown({ links: [link] }), { ...link, state: "open" }, by.id);
    expect(again?.links.map(({ state }) => state)).toEqual(["settled", "open"]);
    const twice = again && follow(sceneOf(), again, { ...link, state: "open" }, by.id);
    expect(twice).toBeUndefined();
    const settled = again && follow(sceneOf(), again, { ...link, outcome: "serious" }, by.id);
    expect(settled?.links.map(({ outcome }) => outcome)).toEqual(["ordinary", "serious"]);
  });
});
