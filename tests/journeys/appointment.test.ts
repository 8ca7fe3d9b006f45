import { describe, expect, test } from "vitest";
import { houseOf } from "#bot/config";
import type { PersonId } from "#domain/record";
import { personIdOf, readPerson } from "#functions/people";
import { appointments, deputise, forge, holds, rolesIn, unknown } from "./appointment.ts";
import { days, report } from "./casework.ts";
import { craft } from "./lex-sarah.ts";
import { type Device, type Osby, openOsby, osby, platformsOr } from "./osby.ts";

/** Who holds a role and who stands in for them, kept in the chat by those whose business it is. */

const about = (device: Device, id: string) => device.cards().filter((card) => card.includes(id));

describe.each(platformsOr("slack"))("on %s", (platform) => {
  const as = (town: Osby, ...names: string[]) =>
    names.map(town.on[platform]) as [Device, Device, Device, Device];

  test("a deputy gets the holder's cases and desk from the first day to the last, and both are told", async () => {
    const town = await openOsby();
    const [maja, viktor, anna] = as(town, "maja", "viktor", "anna");
    await viktor.arrive();
    await maja.arrive();
    const waiting = await report(town, anna);
    await maja.say("ersättare");
    // One of the two is given, and nobody stands in for themself.
    expect(maja.card()).toContain("Välj en person, eller skriv e-post nedan.");
    expect(maja.card()).toContain("Viktor Låtsas");
    expect(maja.card()).not.toContain("Maja Påhittad");
    await deputise(town, maja, "viktor");
    expect(maja.card()).toContain(
      "Viktor Låtsas är din ersättare från 11 mars 2026 till och med 24 mars 2026. Roll: Enhetschef, Barn och familjeenheten.",
    );
    expect(viktor.card()).toContain("Du är ersättare för Maja Påhittad från 11 mars 2026");
    expect(viktor.card()).toContain("Från den 11 mars 2026: skriv mitt arbete, så ser du det som väntar.");
    const before = await report(town, anna);
    expect(about(viktor, before)).toEqual([]);
    await viktor.say("mitt arbete");
    expect(viktor.card()).not.toContain(waiting);
    days(town, 1);
    const during = await report(town, anna);
    expect(about(viktor, during)).toHaveLength(1);
    expect(about(maja, during)).toHaveLength(1);
    await viktor.say("mitt arbete");
    for (const id of [waiting, before, during]) expect(viktor.card()).toContain(id);
    await viktor.say(waiting);
    await viktor.press("Öppna ärendet");
    expect(viktor.dialog()).toContain("Ett beslut skickades inte i tid.");
    viktor.closeDialog();
    days(town, 13);
    const last = await report(town, anna);
    expect(about(viktor, last)).toHaveLength(1);
    days(town, 1);
    const after = await report(town, anna);
    expect(about(viktor, after)).toEqual([]);
    await viktor.say("mitt arbete");
    expect(viktor.card()).not.toContain(waiting);
    await viktor.say(waiting);
    expect(viktor.card()).toContain("Det finns inget sådant ärende");
  });

  test("a case where the manager is involved does not exist for the deputy", async () => {
    const town = await openOsby();
    const [maja, viktor, anna] = as(town, "maja", "viktor", "anna");
    await viktor.arrive();
    await deputise(town, maja, "viktor", "2026-03-10");
    const id = await report(town, anna, { involved: "Ja, chefen är inblandad" });
    expect(about(viktor, id)).toEqual([]);
    await viktor.say("mitt arbete");
    expect(viktor.card()).not.toContain(id);
    await viktor.say(id);
    expect(viktor.card()).toContain("Det finns inget sådant ärende");
  });

  test("the SAS appoints for a manager, who is told by whom; the record keeps who did what", async () => {
    const town = await openOsby();
    const [sara, maja, frida] = as(town, "sara", "maja", "frida");
    await maja.arrive();
    await frida.arrive();
    await sara.say("ersättare");
    expect(sara.card()).not.toContain("Ge någon en roll");
    await sara.press("Nästa", { unit: "barn-familj" });
    await sara.press("Skicka", {
      seat: "unitManager@barn-familj@maja",
      who: "frida",
      first: "2026-03-10",
      to: "2026-03-31",
    });
    await town.settled();
    expect(maja.card()).toContain("Frida Fiktiv är din ersättare");
    expect(maja.card()).toContain("Beslutat av Sara Sagolik.");
    expect(frida.card()).toContain("Du är ersättare för Maja Påhittad");
    const [record] = await appointments(town);
    expect(await rolesIn(town, "frida")).toContainEqual({
      role: "unitManager",
      unit: "barn-familj",
      from: "2026-03-10",
      to: "2026-03-31",
      deputyFor: "maja",
      appointment: record?.id,
    });
    // The holder ends it early, and the deputy hears of it.
    await maja.press("Avsluta i förtid");
    await maja.press("Avsluta", { last: "2026-03-31" });
    expect(maja.dialog()).toContain("Det slutar redan den dagen eller tidigare.");
    await maja.press("Avsluta", { last: "2026-03-12" });
    maja.closeDialog();
    await town.settled();
    expect(frida.card()).toContain("Sista dagen är 12 mars 2026.");
    expect((await rolesIn(town, "frida")).at(-1)?.to).toBe("2026-03-12");
    await sara.press("Läs mer");
    await sara.press("Historik");
    expect(sara.dialog()).toContain("Maja Påhittad avslutade i förtid (Avslutat i förtid)");
    expect(sara.dialog()).toContain("Beslutet fattades av Sara Sagolik");
  });

  test("an admin gives a role to somebody who has never met the bot, who is known by name when they do", async () => {
    const town = await openOsby();
    await holds(town, "nils", "admin", "arbete-valfard");
    await unknown(town, "frida");
    const [nils, frida, anna] = as(town, "nils", "frida", "anna");
    await nils.say("utse");
    await nils.press("Ge någon en roll");
    await nils.press("Nästa", { unit: "barn-familj" });
    await nils.press("Skicka", { role: "unitManager", mail: " Frida@osby.example ", first: "2026-03-10" });
    await town.settled();
    expect(nils.card()).toContain("frida har rollen Enhetschef, Barn och familjeenheten, från 10 mars 2026.");
    const id = await report(town, anna);
    await frida.say("hjälp");
    expect(frida.card()).toContain("[Ersättare och roller]");
    town.clock.turn(61);
    await town.home.wake();
    await town.settled();
    expect(about(frida, id)).toHaveLength(1);
    expect(frida.cards().join("\n")).toContain("Du har rollen Enhetschef, Barn och familjeenheten");
    const house = houseOf(town.env);
    const known = await readPerson(house, osby, personIdOf(osby, "mail:frida@osby.example"));
    expect(known).toMatchObject({
      name: "Frida Fiktiv",
      roles: [{ role: "unitManager", from: "2026-03-10" }],
    });
    expect(known).not.toHaveProperty("invited");
    expect(await readPerson(house, osby, "frida" as PersonId)).toBeUndefined();
    // By her own name wherever she is shown, and the admin reads no case.
    await nils.say("utse");
    await nils.press("Avsluta en roll");
    await nils.press("Nästa", { unit: "barn-familj" });
    expect(nils.card()).toContain("Frida Fiktiv, Enhetschef");
    await nils.say(id);
    expect(nils.card()).toContain("Det finns inget sådant ärende");
  });

  test("a role that was loaded is ended by an admin or a superior, at once if need be", async () => {
    const town = await openOsby();
    await holds(town, "nils", "admin", "arbete-valfard");
    const [nils, doris, viktor, frida] = as(town, "nils", "doris", "viktor", "frida");
    await viktor.arrive();
    await frida.arrive();
    await nils.say("roller");
    await nils.press("Avsluta en roll");
    await nils.press("Nästa", { unit: "vuxen" });
    await nils.press("Skicka", { seat: "unitManager@vuxen@viktor", last: "2026-03-09" });
    await town.settled();
    expect(viktor.card()).toContain("Du lämnar rollen Enhetschef, Vuxenenheten. Sista dagen är 9 mars 2026.");
    await viktor.say("min enhet");
    expect(viktor.card()).toContain("Det här visas för chefer");
    await doris.say("roller");
    expect(doris.card()).not.toContain("Ge någon en roll");
    await doris.press("Avsluta en roll");
    await doris.press("Nästa", { unit: "familjehuset" });
    await doris.press("Skicka", { seat: "unitManager@familjehuset@frida", last: "2026-03-31" });
    await town.settled();
    expect((await rolesIn(town, "frida"))[0]?.to).toBe("2026-03-31");
    expect(frida.card()).toContain("Beslutat av Doris Dikt.");
    expect(frida.card()).not.toContain("[Avsluta i förtid]");
  });

  test("on a dialog a superior says it page by page, and what is wrong is told beside it", async () => {
    const town = await openOsby();
    const [doris, maja] = as(town, "doris", "maja");
    await maja.arrive();
    await doris.say("utse");
    await doris.press("Fyll i allt på en gång");
    await doris.press("Nästa", { what: "deputy" });
    await doris.press("Nästa", { unit: "barn-familj" });
    const said = { seat: "unitManager@barn-familj@maja", first: "2026-03-10", to: "2026-03-31" };
    await doris.press("Skicka", { ...said, who: "maja" });
    expect(doris.dialog()).toContain("Det är personen som ska ersättas");
    await doris.press("Skicka", { ...said, who: "doris" });
    await town.settled();
    expect(doris.dialog()).toContain("Du är ersättare för Maja Påhittad");
    expect(maja.card()).toContain("Doris Dikt är din ersättare");
    expect((await rolesIn(town, "doris")).at(-1)).toMatchObject({ role: "unitManager", deputyFor: "maja" });
  });

  test("staff and others without a seat appoint nobody, however they ask", async () => {
    const town = await openOsby();
    const [anna, maja] = as(town, "anna", "maja");
    await anna.say("hjälp");
    expect(anna.card()).not.toContain("[Ersättare och roller]");
    await anna.say("ersättare");
    expect(anna.card()).toContain("Det här kan du inte göra med din roll");
    const start = { do: "start", form: "appointment" } as const;
    expect(await craft(town, platform, "anna", start)).toContain("Det här kan du inte göra med din roll");
    const answer = { do: "answer", form: "appointment", draft: "K7QF-3M2X.n", step: "what" } as const;
    const pick = { field: "what", value: "holder" };
    await craft(town, platform, "anna", { ...answer, pick });
    expect(await appointments(town)).toEqual([]);
    // Whoever only stands in for somebody has no seat of their own to fill.
    await deputise(town, maja, "anna", "2026-03-10");
    await anna.say("ersättare");
    expect(anna.card()).toContain("Det här kan du inte göra med din roll");
  });

  test.each([
    ["another's seat", { seat: "unitManager@vuxen@viktor", who: "anna" }, "Ingen har den rollen nu"],
    ["nobody's seat", { seat: "director@barn-familj@maja", who: "anna" }, "Ingen har den rollen nu"],
    ["themself", { who: "maja" }, "Personen kan inte väljas"],
    ["a stranger", { who: "nobody" }, "Personen kan inte väljas"],
    ["a shared account", { mail: "surfplatta@osby.example" }, "Personen kan inte väljas"],
    ["what is no address", { mail: "anna" }, "Det ser inte ut som en e-postadress"],
    ["nobody", {}, "Välj en person i listan, eller skriv en e-postadress"],
    ["two", { who: "anna", mail: "frida@osby.example" }, "Inte båda"],
    ["themself by address", { mail: "maja@osby.example" }, "Det är personen som ska ersättas"],
    ["the past", { who: "anna", first: "2026-03-09" }, "Den dagen har redan varit"],
    ["backwards", { who: "anna", to: "2026-03-10" }, "Ändra en av dagarna"],
  ])("an answer that names %s is refused with the reason, and nothing changes", async (_, fill, why) => {
    const town = await openOsby();
    const [maja] = as(town, "maja");
    await maja.arrive();
    await maja.say("ersättare");
    const said = { first: "2026-03-11", to: "2026-03-24", ...fill };
    expect(await forge(town, platform, "maja", "Skicka", said)).toContain(why);
    await town.settled();
    expect(await appointments(town)).toEqual([]);
    for (const id of ["anna", "maja", "frida"])
      expect((await rolesIn(town, id)).filter(({ appointment }) => appointment)).toEqual([]);
    await maja.press("Skicka", { who: "viktor", first: "2026-03-11", to: "2026-03-24" });
    await town.settled();
    expect(await appointments(town)).toHaveLength(1);
  });

  test("a forged answer takes nobody further than the SAS, a superior or an admin may go", async () => {
    const town = await openOsby();
    await holds(town, "nils", "admin", "arbete-valfard");
    const [sara, doris, nils] = as(town, "sara", "doris", "nils");
    const when = { first: "2026-03-10", to: "2026-03-31" };
    await sara.say("ersättare");
    await sara.press("Nästa", { unit: "arbete-valfard" });
    expect(sara.card()).not.toContain("Administratör");
    const admin = { seat: "admin@arbete-valfard@nils", who: "frida", ...when };
    await forge(town, platform, "sara", "Skicka", admin);
    await forge(town, platform, "sara", "Skicka", {
      seat: "director@arbete-valfard@doris",
      who: "sara",
      ...when,
    });
    await doris.say("ersättare");
    await doris.press("Utse en ersättare");
    await doris.press("Nästa", { unit: "arbete-valfard" });
    await forge(town, platform, "doris", "Skicka", {
      seat: "committeeSecretary@arbete-valfard@nils",
      who: "anna",
      ...when,
    });
    await nils.say("utse");
    await nils.press("Ge någon en roll");
    await nils.press("Nästa", { unit: "arbete-valfard" });
    await forge(town, platform, "nils", "Skicka", { role: "sas", who: "nils", first: "2026-03-10" });
    await forge(town, platform, "nils", "Skicka", { role: "mas", who: "anna", first: "2026-03-10" });
    await town.settled();
    expect(await appointments(town)).toEqual([]);
    for (const id of ["sara", "doris", "frida"]) expect(await rolesIn(town, id)).toHaveLength(1);
    expect(await rolesIn(town, "nils")).toHaveLength(2);
  });

  test("a form begun with a right that is gone when it is sent is refused", async () => {
    const town = await openOsby();
    const [maja, doris] = as(town, "maja", "doris");
    await maja.say("ersättare");
    await doris.say("roller");
    await doris.press("Avsluta en roll");
    await doris.press("Nästa", { unit: "barn-familj" });
    await doris.press("Skicka", { seat: "unitManager@barn-familj@maja", last: "2026-03-09" });
    await town.settled();
    await maja.press("Skicka", { who: "viktor", first: "2026-03-10", to: "2026-03-31" });
    await town.settled();
    expect(await appointments(town)).toHaveLength(1);
    expect(await rolesIn(town, "viktor")).toHaveLength(1);
  });

  test("sent twice, delivered twice and awake twice, there is one appointment and one role", async () => {
    const town = await openOsby({ fastPath: false });
    const [maja, viktor] = as(town, "maja", "viktor");
    await viktor.arrive();
    await deputise(town, maja, "viktor");
    await maja.redeliver();
    expect(maja.card()).toContain("# Det är klart");
    for (let again = 0; again < 3; again++) await town.home.wake();
    expect(await appointments(town)).toHaveLength(1);
    expect(await rolesIn(town, "viktor")).toHaveLength(2);
    expect(viktor.cards().filter((card) => card.includes("Du är ersättare"))).toHaveLength(1);
  });

  test("of two that overlap one can end, and the other stands", async () => {
    const town = await openOsby();
    const [maja, viktor, frida, anna] = as(town, "maja", "viktor", "frida", "anna");
    await viktor.arrive();
    await frida.arrive();
    await deputise(town, maja, "viktor", "2026-03-10", "2026-03-20");
    await deputise(town, maja, "viktor", "2026-03-10", "2026-03-31");
    await deputise(town, maja, "frida", "2026-03-10", "2026-03-31");
    const shared = await report(town, anna);
    expect(about(viktor, shared)).toHaveLength(1);
    expect(about(frida, shared)).toHaveLength(1);
    const of = (await appointments(town)).find(({ answers }) => answers.to === "2026-03-20");
    await maja.say(of?.id ?? "");
    await maja.press("Avsluta i förtid");
    await maja.press("Avsluta", { last: "2026-03-09" });
    maja.closeDialog();
    await town.settled();
    const still = await report(town, anna);
    expect(about(viktor, still)).toHaveLength(1);
    expect((await rolesIn(town, "viktor")).map(({ to }) => to)).toEqual([
      undefined,
      "2026-03-09",
      "2026-03-31",
    ]);
  });

  test("an unsent appointment is gone on with and thrown away by the words for it", async () => {
    const town = await openOsby();
    const [maja] = as(town, "maja");
    await maja.say("avvikelse");
    town.clock.turn(1);
    await maja.say("ersättare");
    await maja.say("hej");
    await maja.say("fortsätt");
    expect(maja.card()).toContain("# Utse en ersättare");
    await maja.say("avbryt");
    expect(maja.card()).toContain("Utkastet är borttaget");
    await maja.say("fortsätt");
    expect(maja.card()).toContain("Är någon i fara nu?");
  });
});
