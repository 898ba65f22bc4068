// Days as texts (2026-11-22), which sort by themselves and belong to no time zone.

/** Midday of that day, so that no change of the clock moves it to another one. */
export const midday = (day) => new Date(`${day}T12:00:00`);

export const dayOf = (moment) => new Date(moment - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
export const today = () => dayOf(new Date());
export const daysBetween = (from, to) => Math.round((midday(to) - midday(from)) / 86400000);

export function shifted(day, days) {
  const moment = midday(day);
  moment.setDate(moment.getDate() + days);
  return dayOf(moment);
}

/** The Monday of that day's week. */
export const mondayOf = (day) => shifted(day, -((midday(day).getDay() + 6) % 7));

export function isDay(text) {
  const moment = typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(text) : NaN;
  return !Number.isNaN(Number(moment)) && moment.toISOString().startsWith(text);
}
