/* Axes: where the ticks stand and what they are called.  Times are milliseconds, in UTC. */
const DAY = 86400000;

/* The moment that an ISO or TIMEX3 value begins, and how long it lasts; null when it is on no calendar. */
function readMoment(value) {
    const day = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2})(?::(\d{2}))?)?/.exec(value);
    if (day) {
        const [year, month, date, hour, minute] = day.slice(1).map((part) => Number(part || 0));
        const at = Date.UTC(year, month - 1, date, hour, minute);
        return Number.isNaN(at) ? null : { at: day[4] ? at : at + DAY / 2, exact: Boolean(day[4]), year };
    }
    const week = /^(\d{4})-W(\d{2})/.exec(value);
    if (week) {
        const fourth = new Date(Date.UTC(Number(week[1]), 0, 4));
        return { at: fourth.getTime() + (Number(week[2]) * 7 - 7 - ((fourth.getUTCDay() + 6) % 7) + 3.5) * DAY };
    }
    const month = /^(\d{4})-(\d{2})$/.exec(value);
    if (month) return { at: Date.UTC(Number(month[1]), Number(month[2]) - 1, 15) };
    return /^\d{4}$/.test(value) ? { at: Date.UTC(Number(value), 6, 1) } : null;
}

function niceStep(span, most) {
    const rough = span / most,
        power = 10 ** Math.floor(Math.log10(rough));
    return power * [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999);
}

function linearScale(low, high, from, to) {
    const step = niceStep(high - low || 1, 6),
        ticks = [];
    const first = Math.floor(low / step) * step,
        last = Math.ceil(high / step) * step;
    for (let i = 0; first + i * step <= last + step / 2; i++)
        ticks.push(Number((first + i * step).toPrecision(12)));
    return {
        at: (value) => from + ((value - first) / (last - first || 1)) * (to - from),
        ticks,
        label: shortNumber,
    };
}

function logScale(low, high, from, to) {
    const first = Math.floor(Math.log10(low)),
        last = Math.max(first + 1, Math.ceil(Math.log10(high)));
    const ticks = [];
    for (let power = first; power <= last; power++) ticks.push(10 ** power);
    return {
        at: (value) => from + ((Math.log10(value) - first) / (last - first)) * (to - from),
        ticks,
        label: shortNumber,
    };
}

const shortNumber = (value) =>
    Math.abs(value) >= 1e6
        ? value.toLocaleString("en", { notation: "compact", maximumFractionDigits: 1 })
        : digits(value);

const dateLabel = (options) => (time) =>
    new Date(time).toLocaleDateString("en-GB", { ...options, timeZone: "UTC" });

/* Ticks at the beginnings of years, months or days, whichever gives a readable number of them. */
function timeScale(low, high, from, to, most) {
    const at = (time) => from + ((time - low) / (high - low || 1)) * (to - from);
    const span = (high - low) / DAY;
    const ticks = [];
    if (span <= most * 14) {
        const step = [1, 2, 7, 14].find((days) => span / days <= most) || 14;
        /* At noon, where what is dated to the day stands. */
        for (let time = Math.ceil(low / DAY - 0.5) * DAY + DAY / 2; time <= high; time += step * DAY)
            ticks.push(time);
        return { at, ticks, label: dateLabel({ day: "numeric", month: "short" }) };
    }
    const months = [1, 3, 6, 12, 24, 60, 120, 240, 600].find((n) => span / 30.4 / n <= most) || 1200;
    const start = new Date(low);
    let year = start.getUTCFullYear(),
        month = Math.floor(start.getUTCMonth() / months) * months;
    if (months > 12) [year, month] = [Math.floor(year / (months / 12)) * (months / 12), 0];
    for (; ; month += months) {
        const time = Date.UTC(year, month, 1);
        if (time > high) break;
        if (time >= low) ticks.push(time);
    }
    return {
        at,
        ticks,
        label: dateLabel(months < 12 ? { month: "short", year: "numeric" } : { year: "numeric" }),
    };
}
