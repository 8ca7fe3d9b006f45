import type { LocalDate } from "./record.ts";

/**
 * The same month and day every year: nyårsdagen, trettondedag jul, första maj, nationaldagen, julafton,
 * juldagen, annandag jul, nyårsafton.
 */
const everyYear = "01-01 01-06 05-01 06-06 12-24 12-25 12-26 12-31";

/** In order: långfredagen, annandag påsk, Kristi himmelsfärdsdag, midsommarafton, midsommardagen, alla helgons dag. */
const movable: Readonly<Record<string, string>> = {
  2024: "03-29 04-01 05-09 06-21 06-22 11-02",
  2025: "04-18 04-21 05-29 06-20 06-21 11-01",
  2026: "04-03 04-06 05-14 06-19 06-20 10-31",
  2027: "03-26 03-29 05-06 06-25 06-26 11-06",
  2028: "04-14 04-17 05-25 06-23 06-24 11-04",
  2029: "03-30 04-02 05-10 06-22 06-23 11-03",
  2030: "04-19 04-22 05-30 06-21 06-22 11-02",
  2031: "04-11 04-14 05-22 06-20 06-21 11-01",
  2032: "03-26 03-29 05-06 06-25 06-26 11-06",
  2033: "04-15 04-18 05-26 06-24 06-25 11-05",
  2034: "04-07 04-10 05-18 06-23 06-24 11-04",
  2035: "03-23 03-26 05-03 06-22 06-23 11-03",
  2036: "04-11 04-14 05-22 06-20 06-21 11-01",
  2037: "04-03 04-06 05-14 06-19 06-20 10-31",
  2038: "04-23 04-26 06-03 06-25 06-26 11-06",
  2039: "04-08 04-11 05-19 06-24 06-25 11-05",
  2040: "03-30 04-02 05-10 06-22 06-23 11-03",
  2041: "04-19 04-22 05-30 06-21 06-22 11-02",
  2042: "04-04 04-07 05-15 06-20 06-21 11-01",
  2043: "03-27 03-30 05-07 06-19 06-20 10-31",
  2044: "04-15 04-18 05-26 06-24 06-25 11-05",
  2045: "04-07 04-10 05-18 06-23 06-24 11-04",
};

/**
 * Is the day, in Europe/Stockholm, a public holiday by the act 1989:253 (as amended by 2004:1320), or one of
 * the three eves, midsommarafton, julafton and nyårsafton, which are no holidays but on which offices are
 * closed and no deadline ends (2 § of the act 1930:173)? The Sundays of that act, Easter and Whit Sunday with
 * them, are told by their weekday and are not in the table.
 *
 * The table came from the npm package date-holidays 3.37.0 (ISC; its data CC BY 3.0). It holds 2024 to 2045:
 * outside those years only the days that never move are known, and nothing stops.
 */
export function isHoliday(day: LocalDate): boolean {
  const monthDay = day.slice(5);
  return everyYear.includes(monthDay) || (movable[day.slice(0, 4)]?.includes(monthDay) ?? false);
}
