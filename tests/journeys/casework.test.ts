import { describe, expect, test } from "vitest";
import { historyHolds } from "#domain/history";
import { readsOf } from "#functions/storage/store";
import { actionsIn, assess, close, days, finish, followUp, plan, report } from "./casework.ts";
import { arrive, caseOf, craft } from "./lex-sarah.ts";
import { type Device, openOsby, osby, platformsOr } from "./osby.ts";

/** What becomes of an ordinary deviation, from the report to the last word. */

const about = (device: Device, id: string) => device.cards().filter((card) => card.includes(id));

describe.each(platformsOr("teams"))("on %s", (platform) => {
  test("a deviation is assessed, mended, followed up and closed, and the reporter reads what was done (OSB-14, OSB-18, OSB-86, OSB-103, OSB-105, OSB-108, MAL-12, MAL-71, STH-08, EKE-40)", async () => {
    const town = await openOsby();
    const { anna, maja, sara, frida } = await arrive(town, platform, "anna", "maja", "sara", "frida");
    const id = await report(town, anna);
    const told = () => anna.cards().filter((card) => card.includes(id)).length;

    await maja.press("Bedöm");
    expect(maja.dialog()).toContain("En rutin som inte följdes");
    await maja.press("Nästa", {
      ground: "routine",
      routine: "Aktualisering och förhandsbedömning",
      law: "sol",
      code: "RTS6",
      cause: ["routines", "workload"],
    });
    await maja.press("Nästa", { probability: "3", severity: "3" });
    expect(maja.dialog()).toContain("Riskvärdet är 9: högt.");
    expect(maja.dialog()).toContain("Gränsen för att överväga lex Sarah är nådd. Det är du som bedömer.");
    await maja.press("Nästa", { track: "ordinary", trackReason: "Den enskilde fick sin insats ändå." });
    await maja.press("Skicka", { next: "action" });
    await town.settled();
    expect(maja.dialog()).toContain("Klart. Du bedömde ärendet.");
    expect(maja.dialog()).toContain("Bestäm åtgärder med Ny åtgärd, eller en utan åtgärd med skäl.");
    // What comes next stands before all else that may be done.
    expect(String(maja.dialog())).toMatch(/\[Ny åtgärd\][\s\S]*\[Jag är jävig\]/);
    expect(maja.dialog()).toContain("Grund: En rutin som inte följdes");
    expect(maja.dialog()).toContain("Kategori: Handläggning: kommunicering eller underrättelse");
    expect(maja.dialog()).toContain("Orsaker: Rutiner eller arbetssätt, Tid eller arbetsbelastning");
    expect(maja.dialog()).toContain("Skäl till bedömningen: Den enskilde fick sin insats ändå.");
    expect(told()).toBe(2);
    expect(anna.card()).toContain("Ärendet är bedömt. Vi gör något åt det som hände.");
    expect(anna.card()).toContain("# Nytt om din rapport");
    expect(maja.card()).toContain("Nästa steg senast: 9 april 2026");
    expect(anna.cards().join()).not.toContain("[Fel enhet]");
    expect(sara.card()).toContain("Läge: Åtgärdas");

    await plan(town, maja, "frida");
    expect(maja.dialog()).toContain(id);
    expect(maja.dialog()).not.toContain("[Avsluta]");
    maja.closeDialog();
    const [planned] = await actionsIn(town);
    expect(frida.card()).toContain("# Åtgärd att göra");
    expect(frida.card()).toContain("Ska vara klar: 20 mars 2026");
    expect(frida.cards().join()).not.toContain(id);

    days(town, 3);
    await frida.press("Öppna");
    expect(frida.dialog()).toContain("Åtgärd: Påminnelse i kalendern för varje beslut.");
    // To do it is not to read the case behind it.
    await frida.press("Ärendet bakom");
    expect(frida.dialog()).toContain("Det finns inget att visa.");
    frida.closeDialog();
    await finish(town, frida, "Påminnelsen ligger i allas kalender.");
    expect(frida.card()).toContain("Läge: Gjord, ska följas upp");
    expect(maja.card()).toContain("Ska följas upp: 15 april 2026");
    expect((await caseOf(town, id)).state).toBe("followUp");

    days(town, 30);
    await maja.press("Följ upp");
    await maja.press("Spara", {
      effect: "yes",
      effectHow: "Inget beslut har skickats för sent på en månad.",
    });
    await town.settled();
    expect(maja.dialog()).toContain("Så vet vi: Inget beslut har skickats för sent på en månad.");
    maja.closeDialog();
    expect(maja.card()).toContain("[Avsluta]");

    await close(town, maja, "Nu får alla en påminnelse för varje beslut.");
    expect(told()).toBe(3);
    expect(anna.card()).toContain("# Ärendet är avslutat");
    expect(anna.cards().join()).not.toContain("Nu får alla en påminnelse");
    await anna.press("Läs din rapport");
    expect(String(anna.dialog())).toMatch(
      /Så gick det: Nu får alla en påminnelse för varje beslut\.[\s\S]*Vad som hände/,
    );
    expect(anna.dialog()).not.toContain("Den enskilde fick sin insats ändå.");
    expect(anna.dialog()).not.toContain("Riskvärde");
    anna.closeDialog();
    await anna.say("mina ärenden");
    expect(anna.card()).toMatch(new RegExp(`Avvikelse, ${id}\\W+Barn och familjeenheten. Avslutad.`));

    for (const device of [maja, sara])
      for (const card of device.cards().filter((each) => each.includes(id))) {
        expect(card).toContain("# Avslutat ärende");
        expect(card).toContain(
          `${device === maja ? "Du" : "Maja Påhittad"} avslutade ärendet 12 april 2026 13.00`,
        );
        expect(card).not.toContain("tog ärendet");
        expect(card).not.toContain("[Bedöm]");
      }
    for (const card of anna.cards().filter((each) => each.includes("Enhet:")))
      expect(card).toContain("# Ärendet är avslutat");
    for (const card of frida.cards().filter((each) => each.includes(String(planned?.id))))
      expect(card).toContain("# Avslutad åtgärd");

    await maja.press("Öppna ärendet");
    await maja.press("Historik");
    const lines = String(maja.dialog())
      .split("\n")
      .flatMap((line) => / \d\d\.\d\d: (.*)/.exec(line)?.[1] ?? []);
    expect(lines).toEqual([
      "Maja Påhittad avslutade ärendet (Avslutad)",
      "Något hände i en åtgärd eller ett annat ärende",
      "Något hände i en åtgärd eller ett annat ärende (Följs upp)",
      "Maja Påhittad beslutade om en åtgärd",
      "Maja Påhittad öppnade ärendet",
      "Maja Påhittad bedömde ärendet (Åtgärdas)",
      "Rapporten kom in",
    ]);
    await maja.press("Till ärendet");
    await maja.press("Åtgärder och ärenden");
    expect(maja.dialog()).toMatch(new RegExp(`${planned?.id} Åtgärd: rutin\\W+Uppföljd`));
    await maja.press("Öppna");
    await maja.press("Historik");
    expect(maja.dialog()).toContain("Frida Fiktiv gjorde klart åtgärden (Gjord, ska följas upp)");
    expect(maja.dialog()).toContain("Maja Påhittad följde upp åtgärden (Uppföljd)");
    expect(maja.dialog()).toContain("Åtgärden beslutades");

    const entry = await caseOf(town, id);
    const [action] = await actionsIn(town);
    expect(historyHolds(entry.history)).toBe(true);
    expect(historyHolds(action?.history ?? [])).toBe(true);
    expect(entry.history.find(({ act }) => act === "assess")?.law).toEqual(["sosfs-2011-9"]);
    expect(entry.facts).toMatchObject({
      ground: "routine",
      code: "RTS6",
      track: "ordinary",
      state: "closed",
    });
    expect(entry.links).toEqual([{ kind: "action", id: action?.id, state: "settled", outcome: "yes" }]);
    expect(action).toMatchObject({ origin: id, facts: { source: "deviation", effect: "yes" } });
    // Nothing is left to remind of, nor to send.
    expect(entry.deadlines).toEqual([]);
    expect([...entry.errands, ...(action?.errands ?? [])].filter(({ done }) => !done)).toEqual([]);
  });

  test("an action without effect reopens the question: the case stays open until another one has helped (OSB-103, OSB-108)", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await report(town, anna);
    await assess(town, maja);
    await plan(town, maja, "anna");
    maja.closeDialog();
    await finish(town, anna);
    await followUp(town, maja, "no", "Det hände igen i går.");
    expect(await caseOf(town, id)).toMatchObject({ state: "action", links: [{ outcome: "no" }] });
    expect(maja.card()).toContain("Läge: Åtgärdas");
    expect(maja.cards().join()).not.toContain("[Avsluta]");
    const before = await caseOf(town, id);
    const { version } = before;
    const stale = await craft(town, platform, "maja", { do: "act", act: "close", record: id, version });
    expect(stale).toContain(
      "Den senaste åtgärden hjälpte inte. Bestäm en ny åtgärd, eller en utan åtgärd med skäl.",
    );
    expect(await caseOf(town, id)).toEqual(before);

    await plan(town, maja, "maja", "2026-04-01");
    maja.closeDialog();
    await finish(town, maja);
    await followUp(town, maja, "partly", "Det händer mer sällan.");
    await close(town, maja, "Vi har ändrat två saker.");
    const entry = await caseOf(town, id);
    expect(entry.state).toBe("closed");
    expect(entry.links.map(({ outcome }) => outcome)).toEqual(["no", "partly"]);
    expect(historyHolds(entry.history)).toBe(true);
  });

  test("a decision to do nothing, with its reasons, is an action too, and is followed up like one", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await report(town, anna);
    await assess(town, maja);
    await maja.press("Ny åtgärd");
    await maja.press("Nästa", {
      plan: "Vi gör inget: systemet byts i maj.",
      owner: "maja",
      due: "2026-03-11",
      followOn: "2026-06-01",
    });
    await maja.press("Spara", { actionType: "none", strength: "weak", level: "unit" });
    await town.settled();
    maja.closeDialog();
    expect(maja.card()).toContain("Typ: Beslut att inte göra något");
    await finish(town, maja);
    await followUp(town, maja, "yes", "Systemet är bytt.");
    await close(town, maja, "Systemet byts i maj.");
    expect((await caseOf(town, id)).state).toBe("closed");
  });

  test("assessed with nothing left to do, a case is closed at once; that it fell short of what a law asks is its ground (OSB-85)", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await report(town, anna);
    await assess(town, maja, { ground: "law", next: "nothing" });
    expect(maja.dialog()).toContain("Grund: Ett krav i lag, föreskrift eller beslut");
    expect((await caseOf(town, id)).facts.ground).toBe("law");
    maja.closeDialog();
    expect(anna.card()).toContain("Ärendet är bedömt.");
    await close(town, maja, "Beslutet hade skickats, men till fel låda.");
    expect((await caseOf(town, id)).state).toBe("closed");
  });

  test("an investigation keeps its notes, and ends in what is to be done (OSB-27, MAL-07)", async () => {
    const town = await openOsby();
    const { anna, maja, sara, frida } = await arrive(town, platform, "anna", "maja", "sara", "frida");
    const id = await report(town, anna);
    await assess(town, maja, { next: "investigation" });
    expect(anna.card()).toContain("Vi tar reda på mer om vad som hände.");
    await maja.press("Utse utredare");
    // Why somebody cannot be chosen would tell who reported.
    await maja.press("Utse", { investigator: "anna" });
    expect(`${maja.dialog()}${maja.notice()}`).toContain("Personen kan inte väljas. Välj någon annan.");
    await maja.press("Utse", { investigator: "frida" });
    await town.settled();
    expect(maja.dialog()).toContain("Klart. Du utsåg en utredare.");
    maja.closeDialog();
    expect(frida.card()).toContain("Du är utsedd att utreda. Skriv anteckningar under rubrik 1 till 8.");
    expect(frida.card()).toContain("[Ny anteckning]");
    // It lies at the manager's desk, and is work of hers all the same.
    await frida.say("mitt arbete");
    expect(frida.card()).toContain(id);
    const write = async (device: typeof maja, note: string) => {
      await device.press("Ny anteckning");
      await device.press("Spara", {
        heading: "causes",
        writtenOn: "2026-03-10",
        noteSource: "Samtal med personal",
        standing: "fact",
        note,
      });
    };
    await frida.press("Öppna ärendet");
    await write(frida, "Kalendern saknade påminnelse.");
    // Two write at once, and neither is refused.
    await maja.press("Öppna ärendet");
    await write(frida, "Ingen hade ansvaret.");
    await write(maja, "Det var tre på jobbet.");
    await maja.press("Anteckningar");
    const newest = String(maja.dialog());
    await maja.press("Äldre");
    for (const text of ["Kalendern saknade", "Ingen hade ansvaret", "Det var tre på jobbet"])
      expect(newest + maja.dialog()).toContain(text);
    expect(maja.dialog()).toContain("Rubrik: 4. Orsaker");
    expect(maja.dialog()).toContain("Faktum eller bedömning: Faktum");
    expect(maja.dialog()).toContain("Källa: Samtal med personal");
    expect(newest + maja.dialog()).toContain("Frida Fiktiv, utredare");
    expect(newest + maja.dialog()).toContain("Maja Påhittad, enhetschef, Barn och familjeenheten");
    for (const device of [anna, maja, sara, frida])
      expect(device.cards().join()).not.toContain("Kalendern saknade påminnelse.");
    await maja.press("Till ärendet");
    frida.closeDialog();
    await frida.press("Öppna ärendet");
    await frida.press("Avsluta utredningen");
    await frida.press("Spara", {
      conclusion: "Rutinen saknar ett steg.",
      cause: ["routines", "communication"],
      next: "action",
    });
    await town.settled();
    expect(frida.dialog()).toContain("Utredningens slutsats: Rutinen saknar ett steg.");
    expect(frida.dialog()).toContain("Orsaker, tidigare: Rutiner eller arbetssätt");
    // Whoever investigates does not decide what is done about it.
    expect(frida.dialog()).not.toContain("[Ny åtgärd]");
    const entry = await caseOf(town, id);
    expect(entry).toMatchObject({ state: "action", facts: { cause: ["communication", "routines"] } });
    expect(entry.parts).toHaveLength(3);
    expect(historyHolds(entry.history)).toBe(true);
  });

  test("while an investigation needs more, the question goes to the reporter and the case waits; with the answer it is back where it was", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja", "frida");
    const id = await report(town, anna);
    await assess(town, maja, { next: "investigation" });
    await maja.press("Fråga rapportören");
    await maja.press("Fråga", { question: "Vilken dag skulle det ha skickats?" });
    await town.settled();
    expect((await caseOf(town, id)).state).toBe("waiting");
    // What can be done meanwhile is done.
    expect(maja.dialog()).toContain("Rapportören har fått frågan. Du kan skriva anteckningar så länge.");
    await maja.press("Ny anteckning");
    await maja.press("Spara", {
      heading: "causes",
      noteSource: "Samtal med personal",
      standing: "fact",
      note: "Kalendern saknade påminnelse.",
    });
    expect((await caseOf(town, id)).parts[0]?.answers).toMatchObject({ writtenOn: "2026-03-10" });
    await plan(town, maja, "maja");
    await maja.press("Utse utredare");
    await maja.press("Utse", { investigator: "frida" });
    await town.settled();
    expect(await caseOf(town, id)).toMatchObject({ state: "waiting", team: [{ person: "frida" }] });
    expect(anna.card()).toContain("Läge: Väntar på svar från rapportören");
    expect(anna.card()).toContain("Frågan står i din rapport.");
    expect(anna.cards().join()).not.toContain("Vilken dag skulle");
    await anna.press("Läs din rapport");
    expect(String(anna.dialog())).toMatch(
      /Fråga till rapportören: Vilken dag skulle det ha skickats\?[\s\S]*Vad som hände/,
    );
    await anna.press("Svara");
    expect(anna.dialog()).toContain("Fråga till rapportören: Vilken dag skulle det ha skickats?");
    await anna.press("Svara", { reply: "I måndags." });
    expect(anna.dialog()).toMatch(/^(== )?Svara( ==)?\n/);
    expect(anna.dialog()).toContain("Tack, ditt svar är skickat.");
    expect(anna.dialog()).not.toContain("vi har fått din rapport");
    await anna.press("Läs din rapport");
    expect(anna.dialog()).toContain("I måndags.");
    anna.closeDialog();
    await town.settled();
    expect((await caseOf(town, id)).state).toBe("investigation");
    expect(anna.cards().join()).not.toContain("[Svara]");
    maja.closeDialog();
    expect(about(maja, id).at(-1)).toContain("Läge: Utreds");
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain("Rapportörens svar: I måndags.");

    // Asked once more, and this time nobody answers.
    await maja.press("Fråga rapportören");
    await maja.press("Fråga", { question: "Vem hade jouren?" });
    await town.settled();
    expect(maja.dialog()).toContain("Fråga till rapportören, tidigare: Vilken dag skulle det ha skickats?");
    await maja.press("Fortsätt utan svar");
    await town.settled();
    const entry = await caseOf(town, id);
    expect(entry.state).toBe("investigation");
    expect(anna.card()).not.toContain("[Svara]");
    expect(anna.cards().join()).not.toContain("[Svara]");
    expect(await caseOf(town, id)).toEqual(entry);
    await maja.press("Historik");
    expect(maja.dialog()).toContain("Rapportören svarade (Utreds)");
    expect(maja.dialog()).toContain("Maja Påhittad fortsatte utan svar (Utreds)");
    expect(maja.dialog()).not.toContain("Anna");
  });

  test("what cannot be dealt with where it was found is lifted a level at a time, and handed back (MAL-44, MAL-52, MAL-53)", async () => {
    const town = await openOsby();
    const { anna, maja, sara, doris, nils } = await arrive(
      town,
      platform,
      "anna",
      "maja",
      "sara",
      "doris",
      "nils",
    );
    const id = await report(town, anna);
    // It begins where it was found, and an action is decided on there.
    expect((await caseOf(town, id)).desk).toEqual({ role: "unitManager", unit: "barn-familj" });
    for (const above of [doris, nils]) expect(above.cards().join()).not.toContain(id);
    await assess(town, maja);
    expect(maja.dialog()).toContain("[Ny åtgärd]");
    await maja.press("Lyft");
    await maja.press("Lyft", { liftReason: "Det gäller flera enheter." });
    await town.settled();
    maja.closeDialog();
    expect(await caseOf(town, id)).toMatchObject({ desk: { role: "director" }, state: "action" });
    expect(maja.card()).toContain("Du får det här för kännedom.");
    expect(maja.card()).not.toContain("[Ny åtgärd]");
    expect(doris.card()).toContain("# Ärende som ingen har tagit");
    await doris.press("Öppna ärendet");
    expect(doris.dialog()).toContain("Skäl till att lyfta eller lämna tillbaka: Det gäller flera enheter.");
    expect(nils.cards().join()).not.toContain(id);

    await doris.press("Lyft");
    await doris.press("Lyft", { liftReason: "Nämnden behöver bestämma." });
    await town.settled();
    doris.closeDialog();
    expect((await caseOf(town, id)).desk.role).toBe("committeeSecretary");
    // Above the committee there is nobody.
    await nils.press("Öppna ärendet");
    await nils.press("Lyft");
    await nils.press("Lyft", { liftReason: "Högre?" });
    expect(nils.dialog() ?? nils.notice()).toContain("Det finns ingen nivå över dig med någon på plats.");
    nils.closeDialog();
    // The director sees that it is there, and no more of it.
    await doris.say(id);
    expect(doris.card()).toContain("Läge: Åtgärdas");
    expect(doris.card()).not.toContain("[Öppna");
    const { version } = await caseOf(town, id);
    const tried = await craft(town, platform, "doris", { do: "act", act: "lower", record: id, version });
    expect(tried).toContain("Du kan inte göra det här i ärendet.");

    for (const device of [nils, doris]) {
      await device.press("Öppna ärendet");
      await device.press("Lämna tillbaka");
      await device.press("Lämna tillbaka", { liftReason: "Enheten kan göra det själv." });
      await town.settled();
      expect(device.dialog() ?? "").not.toContain("Det finns inget sådant ärende");
      device.closeDialog();
    }
    const entry = await caseOf(town, id);
    expect(entry).toMatchObject({ desk: { role: "unitManager", unit: "barn-familj" }, lifted: [] });
    expect(nils.card()).toContain("Ärendet ligger inte hos dig");
    await nils.say(id);
    expect(nils.card()).toContain("Det finns inget sådant ärende");
    expect(maja.card()).toContain("[Ny åtgärd]");
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).not.toContain("[Lämna tillbaka]");
    await maja.press("Historik");
    expect(maja.dialog()).toContain("Nils Novell lämnade tillbaka ärendet");
    expect(sara.cards().filter((card) => card.includes(id))).toHaveLength(1);
    expect(historyHolds(entry.history)).toBe(true);
  });

  test("moved to the unit where it happened, a case leaves nothing behind at the old one, and its clock goes on", async () => {
    const town = await openOsby();
    const { anna, maja, sara, viktor } = await arrive(town, platform, "anna", "maja", "sara", "viktor");
    const id = await report(town, anna);
    await maja.press("Öppna ärendet");
    maja.closeDialog();
    const reported = (await caseOf(town, id)).sealed.what;
    days(town, 2);
    await maja.press("Öppna ärendet");
    await maja.press("Flytta");
    await maja.press("Flytta", { unit: "vuxen", moveReason: "Det hände hos dem." });
    await town.settled();
    expect(maja.dialog()).toContain("Ärendet ligger inte hos dig längre.");
    maja.closeDialog();
    expect(maja.card()).toContain("# Ärendet ligger inte hos dig");
    expect(maja.cards().join()).not.toContain(id);
    await maja.say(id);
    expect(maja.card()).toContain("Det finns inget sådant ärende");
    await maja.say("mitt arbete");
    expect(maja.card()).not.toContain(id);

    expect(viktor.card()).toContain("# Nytt ärende");
    // Counted from the report, wherever the case has been since.
    expect(viktor.card()).toContain("Ska bedömas: 16 mars 2026");
    await viktor.press("Öppna ärendet");
    expect(viktor.dialog()).toContain("Vad som hände: Ett beslut skickades inte i tid.");
    expect(viktor.dialog()).toContain("Skäl till flytten: Det hände hos dem.");
    viktor.closeDialog();
    expect(anna.card()).toContain("Enhet: Vuxenenheten");
    const entry = await caseOf(town, id);
    expect(entry.sealed.what).toEqual(reported);
    expect(entry.unit).toBe("vuxen");
    expect(entry.answers["unit@2"]).toBe("barn-familj");

    // The SAS sees who had read it at the old unit.
    await sara.press("Öppna ärendet");
    await sara.press("Historik");
    expect(sara.dialog()).toContain("Maja Påhittad öppnade ärendet");
    expect(sara.dialog()).toContain("Maja Påhittad flyttade ärendet");
    const { items } = await town.tables.store.query({ index: "reporter", pk: readsOf(osby, entry.id) });
    expect(items.length).toBeGreaterThanOrEqual(4);
  });

  test("two reports of one thing become one case, and both reporters can follow it", async () => {
    const town = await openOsby();
    const { anna, maja, viktor } = await arrive(town, platform, "anna", "maja", "viktor");
    const first = await report(town, anna);
    const second = await report(town, anna, { what: "Samma beslut, en gång till." });
    const elsewhere = await report(town, viktor);
    await maja.press("Öppna ärendet");
    await maja.press("Slå ihop");
    const refused = async (mergeWith: string) => {
      await maja.press("Slå ihop", { mergeWith });
      return `${maja.dialog()}${maja.notice()}`;
    };
    expect(await refused("ABCD-2345")).toContain("Det finns inget sådant ärende. Kontrollera numret.");
    expect(await refused(elsewhere)).toContain("Det finns inget sådant ärende. Kontrollera numret.");
    expect(await refused(second)).toContain("Det är samma ärende. Skriv numret på det andra.");
    expect((await caseOf(town, second)).state).toBe("received");
    await maja.press("Slå ihop", { mergeWith: first.toLowerCase().replace("-", " ") });
    await town.settled();
    maja.closeDialog();
    expect(await caseOf(town, second)).toMatchObject({ state: "merged", deadlines: [] });
    expect((await caseOf(town, first)).links).toEqual([{ kind: "deviation", id: second, state: "settled" }]);
    expect(anna.card()).toContain("Någon annan har rapporterat samma sak. Vi fortsätter i det ärendet.");
    await maja.say(first);
    await maja.press("Öppna ärendet");
    await maja.press("Åtgärder och ärenden");
    expect(maja.dialog()).toMatch(new RegExp(`${second} Avvikelse\\W+Ihop med ett annat ärende`));
    maja.closeDialog();
    // What joined it leaves nothing to wait for.
    await assess(town, maja, { next: "nothing" });
    maja.closeDialog();
    await close(town, maja, "Båda besluten är skickade.");
    expect((await caseOf(town, first)).state).toBe("closed");
  });

  test("registered by mistake, a report stays and says so; opened again it begins where it was never assessed", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await report(town, anna);
    await maja.press("Öppna ärendet");
    await maja.press("Felregistrerat");
    await maja.press("Avsluta", { mistakenReason: "Det var en övning." });
    await town.settled();
    maja.closeDialog();
    expect(maja.card()).toContain("Läge: Felregistrerad");
    expect(anna.card()).toContain("Rapporten räknas inte.");
    await anna.press("Läs din rapport");
    expect(anna.dialog()).toContain("Felregistrerat: Det var en övning.");
    anna.closeDialog();
    await maja.press("Öppna ärendet");
    await maja.press("Öppna igen");
    await maja.press("Öppna igen", { reopenReason: "Det var ingen övning." });
    await town.settled();
    maja.closeDialog();
    const entry = await caseOf(town, id);
    expect(entry).toMatchObject({ state: "received", facts: { nature: "deviation" } });
    expect(maja.card()).toContain("[Bedöm]");
    expect(maja.card()).not.toContain("[Avsluta]");
    expect(anna.cards().join()).not.toContain("Ärendet är bedömt.");
    expect(historyHolds(entry.history)).toBe(true);
  });

  test("a closed case is opened again, with the reason, and keeps all that was said", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    const id = await report(town, anna);
    await assess(town, maja, { next: "nothing" });
    maja.closeDialog();
    await close(town, maja, "Det löste sig.");
    days(town, 10);
    await maja.press("Öppna ärendet");
    await maja.press("Öppna igen");
    await maja.press("Öppna igen", { reopenReason: "Det hände igen." });
    await town.settled();
    expect(maja.dialog()).toContain("Skäl till att öppna igen: Det hände igen.");
    expect(maja.dialog()).toContain("Så gick det: Det löste sig.");
    maja.closeDialog();
    expect((await caseOf(town, id)).state).toBe("assessment");
    await close(town, maja, "Nu är det ordnat.");
    await anna.press("Läs din rapport");
    expect(anna.dialog()).toContain("Så gick det: Nu är det ordnat.");
    expect(anna.dialog()).not.toContain("Det löste sig.");
  });

  test("a manager who reports what happened in the own unit handles it like any other case", async () => {
    const town = await openOsby();
    const { maja } = await arrive(town, platform, "maja");
    const id = await report(town, maja);
    await assess(town, maja);
    // The case, to go on with, and no receipt.
    expect(maja.dialog()).toContain("[Ny åtgärd]");
    await plan(town, maja, "maja");
    maja.closeDialog();
    await finish(town, maja);
    await followUp(town, maja, "yes", "Det syns.");
    await close(town, maja, "Ordnat.");
    expect((await caseOf(town, id)).state).toBe("closed");
    const receipts = maja.cards().filter((card) => card.includes("# Ärendet är avslutat"));
    expect(receipts.length).toBeGreaterThan(0);
  });

  test("whoever has a conflict of interest leaves the case to the next, and can do nothing more in it", async () => {
    const town = await openOsby();
    const { anna, maja, doris } = await arrive(town, platform, "anna", "maja", "doris");
    const id = await report(town, anna);
    await maja.press("Jag tar det");
    await town.settled();
    await maja.press("Öppna ärendet");
    await maja.press("Jag är jävig");
    await maja.press("Lämna ifrån mig", { conflictReason: "Det gäller min syster." });
    await town.settled();
    maja.closeDialog();
    const before = await caseOf(town, id);
    expect(before).toMatchObject({ barred: ["maja"], desk: { role: "director" } });
    expect(before.taker).toBeUndefined();
    expect(maja.card()).toContain("Du får det här för kännedom.");
    for (const button of ["Jag tar det", "Bedöm"]) expect(maja.cards().join()).not.toContain(`[${button}]`);
    for (const act of ["assess", "takeOver", "lift", "close"]) {
      const { version } = before;
      const tried = await craft(town, platform, "maja", { do: "act", act, record: id, version });
      expect(tried).toMatch(/Du kan inte göra det här i ärendet|Du har sagt att du är jävig/);
    }
    expect(await caseOf(town, id)).toEqual(before);
    await maja.say("mitt arbete");
    expect(maja.card()).not.toContain(id);

    expect(doris.card()).toContain(id);
    await assess(town, doris, { next: "nothing" });
    doris.closeDialog();
    await close(town, doris, "Vi har talat med dem det gäller.");
    const entry = await caseOf(town, id);
    expect(entry).toMatchObject({ state: "closed" });
    expect(entry.history.at(-1)?.by).toBe("doris");
    expect(anna.card()).toContain("# Ärendet är avslutat");
  });
});
