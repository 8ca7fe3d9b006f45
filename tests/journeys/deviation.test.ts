import { describe, expect, test } from "vitest";
import { type Device, openOsby, platforms } from "./osby.ts";

/** An ordinary deviation from the first word to the review, with the presses it takes. */
export async function fillInOrdinary(anna: Device): Promise<void> {
  await anna.say("avvikelse");
  await anna.press("Nej, ingen är i fara");
  await anna.press("Avvikelse");
  await anna.press("En person som får eller kan få insatser av oss");
  await anna.press("Nästa", { happened: "i går kväll" });
  await anna.press("Handläggning och rättssäkerhet");
  await anna.press("Oro eller obehag", { what: "Beslutet skickades inte till den enskilde." });
  await anna.press("Nej, inte chefen", { measures: ["informed"] });
}

describe.each(platforms)("an ordinary deviation on %s", (platform) => {
  test("travels from the first word to the cards of the unit manager and the SAS (OSB-36, OSB-57)", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    const maja = town.on[platform]("maja");
    const sara = town.on[platform]("sara");
    await maja.arrive();
    await sara.arrive();
    await fillInOrdinary(anna);
    await anna.press("Skicka");
    await town.settled();
    expect(anna.card()).toContain("Tack, vi har fått din rapport");
    const [record, ...others] = await town.records();
    expect(others).toEqual([]);
    expect(record?.state).toBe("received");
    expect(maja.card()).toContain(record?.id);
    expect(sara.card()).toContain(record?.id);
  });
});
