// Moments as the office's wall clock says them ("2026-12-04T16:30:00"); no time zone of the browser ever touches them.

const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

/** The parts of a wall-clock moment. */
export function parts(text) {
  const [year, month, day, hour, minute] = text.split(/[-T:]/).map(Number);
  const serial = Date.UTC(year, month - 1, day) / 86_400_000;
  return { year, month, day, hour, minute, serial, weekday: WEEKDAYS[(((serial + 4) % 7) + 7) % 7] };
}

/** 16:30 */
export const hourMinute = (text) => text.slice(11, 16);

/** 2026年12月4日 */
export function fullDate(text) {
  const { year, month, day } = parts(text);
  return `${year}年${month}月${day}日`;
}

/** How a day is called between messages, seen from now: 今天 12月4日 周五 */
export function dayLabel(text, now) {
  const then = parts(text);
  const today = parts(now);
  const date = `${then.year === today.year ? "" : `${then.year}年`}${then.month}月${then.day}日 ${then.weekday}`;
  const name = { 0: "今天 ", 1: "昨天 ", "-1": "明天 " }[today.serial - then.serial] ?? "";
  return name + date;
}

/** How old a message is, in the conversation list: 16:30, 昨天, 周三, 12月1日, 2025/12/1 */
export function brief(text, now) {
  const then = parts(text);
  const today = parts(now);
  const age = today.serial - then.serial;
  if (age <= 0) return hourMinute(text);
  if (age === 1) return "昨天";
  if (age < 7) return then.weekday;
  if (then.year === today.year) return `${then.month}月${then.day}日`;
  return `${then.year}/${then.month}/${then.day}`;
}

/** Whole minutes between two moments. */
export function minutesBetween(earlier, later) {
  const a = parts(earlier);
  const b = parts(later);
  return (b.serial - a.serial) * 1440 + (b.hour - a.hour) * 60 + b.minute - a.minute;
}
