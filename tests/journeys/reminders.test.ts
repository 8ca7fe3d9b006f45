import { describe, expect, test } from "vitest";
import { at, localDate, plusDays } from "#domain/calendar";
import type { LocalDate } from "#domain/record";
import { assess, decideOn, finish, plan, report } from "./casework.ts";
import { arrive, begin, caseOf, change, give, mistreatment } from "./lex-sarah.ts";
import { type Device, long, type Osby, openOsby, platformsOr } from "./osby.ts";

/** Who hears, and when, of what is not done in time. The clock is turned day by day, with sweeps around it. */

/** When the sweep comes by on a day: at night, just before and at half past seven, in the day, in the evening. */
const sweeps = long ? ["00:30", "07:29", "07:30", "09:00", "16:59", "23:30"] : ["07:30", "16:59"];

/** Turns the clock to a moment of a day in Sweden. */
function turnTo(town: Osby, day: string, clock: string): void {
  const ahead = Date.parse(at(day as LocalDate, clock)) - Date.parse(town.clock.now());
  town.clock.turn(ahead / 60_000);
}

/**
 * Lives until the end of a day, and tells when each person got a new card meanwhile: that of the morning
 * (`2026-04-07 07:30`), or another one (`2026-04-07 09:00 !`).
 */
async function live<N extends string>(
  town: Osby,
  until: string,
  people: Readonly<Record<N, Device>>,
): Promise<Record<N, string[]>> {
  const heard = {} as Record<N, string[]>;
  const names = Object.keys(people) as N[];
  for (const name of names) heard[name] = [];
  for (let day = localDate(town.clock.now()); day <= until; day = plusDays(day, 1))
    for (const clock of sweeps) {
      if (at(day, clock) < town.clock.now()) continue;
      turnTo(town, day, clock);
      const before = names.map((name) => people[name].cards().length);
      await town.home.wake();
      await town.settled();
      for (const [index, name] of names.entries())
        for (const card of people[name].cards().slice(before[index]))
          heard[name].push(`${day} ${clock}${card.startsWith("# God morgon") ? "" : " !"}`);
    }
  return heard;
}

/** A role that ended with a day. */
const endRoles = (town: Osby, id: string, to: string) =>
  change(town, id, (person) => ({
    ...person,
    roles: person.roles.map((role) => ({ ...role, to: to as LocalDate })),
  }));

describe.each(platformsOr("teams"))("on %s", (platform) => {
  test("a deviation that nobody handles is reminded of on working mornings over Easter and the first of May, and after five late ones above too", async () => {
    // Palm Sunday; five days later is Good Friday, so it is due on the Tuesday after Easter.
    const town = await openOsby({ at: "2026-03-29T10:00:00.000Z" });
    const people = await arrive(town, platform, "anna", "maja", "sara", "doris", "viktor", "nils");
    const id = await report(town, people.anna);
    expect(people.maja.card()).toContain("Ska bedömas: 7 april 2026");
    const heard = await live(town, "2026-05-06", people);
    const late = ["2026-04-14 07:30", "2026-04-21 07:30", "2026-04-28 07:30", "2026-05-06 07:30"];
    expect(heard.maja).toEqual(["2026-04-07 07:30", "2026-04-09 07:30", ...late]);
    expect(heard.doris).toEqual(late);
    expect(heard.sara).toEqual(late);
    expect([heard.anna, heard.viktor, heard.nils]).toEqual([[], [], []]);
    const card = people.maja.card().replaceAll("\n", " ");
    expect(card).toContain("# God morgon. Det här väntar");
    expect(card).toContain("Hos dig");
    expect(card).toContain(`Avvikelse, ${id}`);
    expect(card).toContain("Försenat: ska bedömas senast 7 april 2026");
    expect(people.doris.card()).toContain("Försenat i enheterna under dig");
    expect(people.doris.card()).not.toContain("Hos dig");
    expect(people.doris.card()).toContain("[Min enhet]");
    expect(people.maja.card()).toContain("[Mitt arbete]");
    // Nothing that somebody wrote stands on it.
    for (const device of Object.values(people))
      expect(device.cards().join()).not.toContain("Ett beslut skickades inte i tid.");
    // From the morning's card the case is a press away.
    await people.maja.press("Öppna");
    expect(people.maja.dialog()).toContain("Ett beslut skickades inte i tid.");
  }, 90_000);

  test("once it is assessed nobody is reminded any more; taking it alone does not end that", async () => {
    const town = await openOsby({ at: "2026-03-29T10:00:00.000Z" });
    const people = await arrive(town, platform, "anna", "maja", "doris");
    await report(town, people.anna);
    const before = await live(town, "2026-04-08", people);
    expect(before.maja).toEqual(["2026-04-07 07:30"]);
    await people.maja.press("Jag tar det");
    await town.settled();
    expect((await live(town, "2026-04-09", people)).maja).toEqual(["2026-04-09 07:30"]);
    turnTo(town, "2026-04-10", "08:00");
    await assess(town, people.maja, { next: "nothing" });
    people.maja.closeDialog();
    const after = await live(town, "2026-04-21", people);
    expect([after.maja, after.doris]).toEqual([[], []]);
  }, 90_000);

  test("a question to the reporter stops no clock: while nobody answers, the manager is reminded all the same", async () => {
    const town = await openOsby({ at: "2026-03-29T10:00:00.000Z" });
    const people = await arrive(town, platform, "anna", "maja");
    await report(town, people.anna);
    await people.maja.press("Öppna ärendet");
    await people.maja.press("Fråga rapportören");
    expect(people.maja.dialog()).toContain("Tiden för ärendet går vidare.");
    await people.maja.press("Fråga", { question: "Vilken dag var det?" });
    await town.settled();
    people.maja.closeDialog();
    expect(people.maja.card()).toContain("Ska bedömas: 7 april 2026");
    const heard = await live(town, "2026-04-07", people);
    expect(heard.maja).toEqual(["2026-04-07 07:30"]);
  });

  test("what must be assessed the day it came is reminded of the next working morning, not two days later", async () => {
    const town = await openOsby({ at: "2026-03-12T06:00:00.000Z" });
    const people = await arrive(town, platform, "anna", "maja");
    await live(town, "2026-03-12", people);
    turnTo(town, "2026-03-13", "07:30");
    await town.home.wake();
    turnTo(town, "2026-03-13", "12:00");
    await report(town, people.anna, { nature: "Vet inte" });
    expect(people.maja.card()).toContain("Ska bedömas: 13 mars 2026");
    const heard = await live(town, "2026-03-18", people);
    expect(heard.maja).toEqual(["2026-03-16 07:30", "2026-03-17 07:30"]);
  });

  test("the morning's card holds ten lines, and says how many more there are", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    for (let count = 0; count < 12; count++) await report(town, anna);
    turnTo(town, "2026-03-16", "07:30");
    await town.home.wake();
    expect(maja.card()).toContain("# God morgon. Det här väntar");
    expect(maja.card().match(/Ska bedömas senast 16 mars 2026/g)).toHaveLength(10);
    expect(maja.card()).toContain("och 2 till");
    await maja.press("Mitt arbete");
    expect(maja.card()).toContain("12 i listan");
    await maja.press("Visa fler (2)");
    expect(maja.card().match(/Ska bedömas/g)).toHaveLength(2);
  }, 60_000);

  test("when the manager's role has ended, the next one is told each morning that the desk is empty, and handles the case", async () => {
    const town = await openOsby();
    const people = await arrive(town, platform, "anna", "maja", "doris", "sara");
    const { anna, maja, doris } = people;
    const id = await report(town, anna);
    await endRoles(town, "maja", "2026-03-10");
    const heard = await live(town, "2026-03-15", people);
    expect(heard.maja).toEqual([]);
    expect(heard.doris).toEqual(["2026-03-11 07:30", "2026-03-12 07:30", "2026-03-13 07:30"]);
    expect(doris.card()).toContain(
      "Just nu saknas enhetschefen för Barn och familjeenheten. Ett ärende väntar och ligger hos dig så länge.",
    );
    await maja.say(id);
    expect(maja.card()).toContain("Det finns inget sådant ärende");
    await doris.say("mitt arbete");
    await doris.press("Öppna");
    await doris.press("Bedöm");
    await doris.press("Nästa", { ground: "routine", law: "sol", code: "RTS6", cause: ["routines"] });
    await doris.press("Nästa", { probability: "2", severity: "2" });
    await doris.press("Nästa", { track: "ordinary", trackReason: "Ingen har farit illa." });
    await doris.press("Skicka", { next: "nothing" });
    await town.settled();
    doris.closeDialog();
    expect(await caseOf(town, id)).toMatchObject({ state: "assessment", taker: "doris" });
    expect(anna.card()).toContain("Ärendet är bedömt.");
    // A report that comes now goes to her at once, with a card of its own.
    const next = await report(town, anna);
    expect(doris.card()).toContain(next);
    expect(doris.card()).toContain("[Bedöm]");
    expect(anna.card()).toContain("Rapporten går till förvaltningschefen");
  });

  test("with nobody as SAS a lex Sarah report goes to the director at once", async () => {
    const town = await openOsby();
    await endRoles(town, "sara", "2026-03-09");
    const people = await arrive(town, platform, "anna", "maja", "sara", "doris");
    const { anna, sara, doris } = people;
    const before = sara.cards().length;
    const id = await mistreatment(town, anna);
    expect(doris.card()).toContain(id);
    expect(doris.card()).toContain("[Första bedömningen]");
    expect(sara.cards()).toHaveLength(before);
    await doris.press("Öppna ärendet");
    expect(doris.dialog()).toContain("Den enskilde lämnades ensam en hel natt.");
    doris.closeDialog();
    const heard = await live(town, "2026-03-11", people);
    expect(heard.doris).toContain("2026-03-11 07:30");
    expect(heard.sara).toEqual([]);
    // A SAS who leaves later leaves the desk empty, and what lies there to the director meanwhile.
    await give(town, "nils", "sas");
    const later = await mistreatment(town, anna);
    expect((await caseOf(town, later)).desk.role).toBe("sas");
    await endRoles(town, "nils", "2026-03-11");
    const then = await live(town, "2026-03-12", people);
    expect(then.doris).toContain("2026-03-12 07:30");
    expect(doris.cards().join()).toContain(
      "Just nu saknas SAS för Barn och familjeenheten. Ett ärende väntar och ligger hos dig så länge.",
    );
  });

  test("with nobody at all the report waits, and whoever gets the role is told within the hour", async () => {
    const town = await openOsby();
    for (const id of ["maja", "sara", "doris", "nils"]) await endRoles(town, id, "2026-03-09");
    const people = await arrive(town, platform, "anna", "maja", "viktor");
    const id = await report(town, people.anna);
    expect(people.anna.card()).toContain("Tack, vi har fått din rapport");
    const alone = await live(town, "2026-03-13", people);
    expect([alone.maja, alone.viktor]).toEqual([[], []]);
    await give(town, "viktor", "unitManager", { unit: "barn-familj" });
    for (let minutes = 0; minutes < 60; minutes += 5) {
      town.clock.turn(5);
      await town.home.wake();
    }
    expect(people.viktor.card()).toContain("# Nytt ärende");
    expect(people.viktor.card()).toContain(id);
    expect(people.viktor.cards().filter((card) => card.includes(id))).toHaveLength(1);
  });

  test("a reminder that fell while the sweep was down comes on the next working morning, and once", async () => {
    const town = await openOsby({ at: "2026-03-29T10:00:00.000Z" });
    const people = await arrive(town, platform, "anna", "maja");
    await report(town, people.anna);
    const before = await live(town, "2026-04-06", people);
    expect(before.maja).toEqual([]);
    // Down on Tuesday the 7th, when it was due, and until the evening of the 8th.
    turnTo(town, "2026-04-08", "19:00");
    await town.home.wake();
    const after = await live(town, "2026-04-13", people);
    expect(after.maja).toEqual(["2026-04-09 07:30"]);
  });

  test("up again in the middle of a working day, the sweep makes up for the morning the same day", async () => {
    const town = await openOsby({ at: "2026-03-29T10:00:00.000Z" });
    const people = await arrive(town, platform, "anna", "maja");
    await report(town, people.anna);
    await live(town, "2026-04-06", people);
    turnTo(town, "2026-04-08", "11:00");
    const after = await live(town, "2026-04-08", people);
    expect(after.maja).toEqual(["2026-04-08 16:59"]);
  });

  test("a platform that is down in the morning is tried again the same day", async () => {
    const town = await openOsby({ at: "2026-03-29T10:00:00.000Z" });
    const people = await arrive(town, platform, "anna", "maja");
    await report(town, people.anna);
    await live(town, "2026-04-06", people);
    town.slack.weather = "down";
    town.teams.trouble = { status: 500 };
    turnTo(town, "2026-04-07", "07:30");
    await town.home.wake();
    town.slack.weather = "fine";
    town.teams.trouble = undefined;
    const after = await live(town, "2026-04-08", people);
    expect(after.maja).toEqual([long ? "2026-04-07 09:00" : "2026-04-07 16:59"]);
  });

  test("whoever is to do an action hears in the morning, also without any role, and the manager when it is to be followed up", async () => {
    const town = await openOsby();
    const people = await arrive(town, platform, "anna", "maja", "doris");
    const { anna, maja } = people;
    await decideOn(town, maja, { owner: "anna", due: "2026-03-20", followOn: "2026-04-15" });
    const first = await live(town, "2026-03-30", people);
    expect(first.anna).toEqual(["2026-03-20 07:30", "2026-03-24 07:30", "2026-03-27 07:30"]);
    expect(first.maja).toEqual([]);
    // Five working days late, and the superior hears of it.
    expect(first.doris).toEqual(["2026-03-27 07:30"]);
    expect(anna.card()).toContain("Försenat: ska vara klar senast 20 mars 2026");
    await finish(town, anna);
    const then = await live(town, "2026-04-17", people);
    expect(then.anna).toEqual([]);
    expect(then.maja).toEqual(["2026-04-15 07:30", "2026-04-17 07:30"]);
    expect(maja.card()).toContain("Försenat: ska följas upp senast 15 april 2026");
  });

  test("one morning's card holds all of it: what is due, what is late, and actions too", async () => {
    const town = await openOsby();
    const people = await arrive(town, platform, "anna", "maja");
    const { anna, maja } = people;
    const first = await report(town, anna);
    await assess(town, maja);
    await plan(town, maja, "maja", "2026-03-16");
    maja.closeDialog();
    const second = await report(town, anna);
    const heard = await live(town, "2026-03-17", people);
    expect(heard.maja).toEqual(["2026-03-16 07:30"]);
    expect(maja.card()).toContain(second);
    expect(maja.card()).toContain("Åtgärd: rutin");
    expect(maja.card()).not.toContain(first);
  });

  test("a lex Sarah report that nobody assesses comes back to the SAS after four hours and to the director after a day (OSB-91)", async () => {
    const town = await openOsby();
    const people = await arrive(town, platform, "anna", "maja", "sara", "doris");
    const { anna, sara, doris } = people;
    const id = await mistreatment(town, anna);
    const about = (device: Device) => device.cards().filter((card) => card.includes(`Ärende: ${id}`)).length;
    expect([about(sara), about(doris)]).toEqual([1, 1]);
    const wait = async (minutes: number) => {
      town.clock.turn(minutes);
      await town.home.wake();
    };
    await wait(239);
    expect([about(sara), about(doris)]).toEqual([1, 1]);
    await wait(2);
    expect([about(sara), about(doris)]).toEqual([2, 1]);
    await wait(20 * 60 - 5);
    expect([about(sara), about(doris)]).toEqual([2, 1]);
    await wait(5);
    expect([about(sara), about(doris)]).toEqual([2, 2]);
    expect(doris.card()).not.toContain("[Öppna");
    // Each hears why the card comes again.
    expect(doris.card()).toContain("Ingen har gjort första bedömningen än. Tala med SAS.");
    expect(sara.cards().findLast((card) => card.includes(`Ärende: ${id}`))).toContain(
      "Första bedömningen är inte gjord än. Den ska göras genast.",
    );
    // The day it was due is the SAS's to know: to others it is late, in the list as in the figure.
    await doris.say("min enhet");
    expect(doris.card()).toContain("Försenade: 1");
    expect(doris.card()).toMatch(
      new RegExp(`Lex Sarah, ${id}\\W+Barn och familjeenheten. Mottagen. Försenat(?!:)`),
    );
    await sara.say("min enhet");
    expect(sara.card()).toContain("Försenat: första bedömningen senast 10 mars 2026");
  });

  test("whoever is named to investigate is reminded of the case like whoever has it", async () => {
    const town = await openOsby();
    const people = await arrive(town, platform, "anna", "sara", "frida");
    const { anna, sara, frida } = people;
    const id = await mistreatment(town, anna);
    await begin(town, sara);
    await sara.press("Öppna ärendet");
    await sara.press("Utse utredare");
    await sara.press("Utse", { investigator: "frida" });
    sara.closeDialog();
    await town.settled();
    const [next] = (await caseOf(town, id)).deadlines;
    // Up to its day nothing is due.
    turnTo(town, plusDays(next?.due as LocalDate, -3), "12:00");
    const heard = await live(town, next?.due ?? "", people);
    expect(heard.frida).toEqual([`${next?.due} 07:30`]);
    expect(frida.card()).toContain(`Lex Sarah, ${id}`);
    expect(frida.card()).toContain("Nästa steg senast ");
    expect(frida.card()).not.toContain("senast senast");
  }, 90_000);

  test("assessed in time, a lex Sarah report is not asked after", async () => {
    const town = await openOsby();
    const { anna, sara, doris } = await arrive(town, platform, "anna", "sara", "doris");
    const id = await mistreatment(town, anna);
    await sara.press("Första bedömningen");
    await sara.press("Nästa", { track: "lexSarah" });
    await sara.press("Bedöm", { trackReason: "Någon kan ha farit illa." });
    sara.closeDialog();
    await town.settled();
    const before = [sara, doris].map((device) => device.cards().length);
    for (let hours = 0; hours < 30; hours++) {
      town.clock.turn(60);
      await town.home.wake();
    }
    expect([sara, doris].map((device) => device.cards().length)).toEqual(before);
    expect((await caseOf(town, id)).deadlines.map(({ name }) => name)).toEqual(["goesOn"]);
  });
});
