import { expect, test } from "vitest";
import { shipped } from "#functions/house";
import { toy, toyWords } from "#tests/fixtures/toy";
import { openOsby, osbyFile, platforms } from "#tests/journeys/osby";

test.each(platforms)(
  "a new kind takes its file, one line in the register and its words, and travels the whole road on %s",
  async (platform) => {
    // The line in the register:
    const register = { ...shipped, toy: { kind: toy, words: toyWords } };
    const file = osbyFile((m) => ({ ...m, kinds: [...m.kinds, "toy"] }));
    const town = await openOsby({ register, file });
    const viktor = town.on[platform]("viktor");
    await viktor.arrive();
    const anna = town.on[platform]("anna");
    await anna.say("bortsprungen leksak");
    expect(anna.card()).toContain("Vilken leksak?");
    await anna.press("Skicka", { unit: "vuxen", which: "Nallen" });
    await town.settled();
    expect(anna.card()).toContain("Tack, vi har fått din rapport");
    expect(viktor.card()).toContain("Typ: Stor leksak");
    await viktor.press("Öppna");
    expect(viktor.dialog()).toContain("Nallen");
    viktor.closeDialog();
    await viktor.press("Jag letar");
    await town.settled();
    expect(anna.card()).toContain("Viktor Låtsas tog ärendet");
    const [record] = await town.records();
    expect(record).toMatchObject({ kind: "toy", state: "sought" });
  },
);
