#!/usr/bin/env Rscript
# Directed dyad-years out of ATOP's member level: who has pledged what toward whom, for all states in the system, by year.
#
#     Rscript directed_dyad_years.R atop4_01m.csv states2016.csv OUT.csv FIRST LAST
#
# A year counts where a pledge stands on any of its days. What the years after 2016 hold, version 4.01 does not say: NA.

suppressPackageStartupMessages(library(data.table))
setDTthreads(1L)

arguments <- commandArgs(trailingOnly = TRUE)
first <- as.integer(arguments[4])
last <- as.integer(arguments[5])
pledges <- c("defense", "offense", "neutral", "nonagg", "consul")
covered <- 2016L
open_end <- as.IDate("9999-12-31")

day <- function(year, month, number) {
  as.IDate(ISOdate(year, month, number))
}
# The last day of a month is the one before the first of the next.
end_of_month <- function(year, month) {
  day(year + month %/% 12L, month %% 12L + 1L, 1L) - 1L
}

# ── member by phase, each with its days; an end is the first day without the pledge

members <- fread(arguments[1], select = c(
  "atopid", "member", "phase", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit", pledges
))
members[, from := day(yrent, moent, fcoalesce(dayent, 1L))]
members[, to := open_end]
members[yrexit > 0L & !is.na(dayexit), to := day(yrexit, moexit, dayexit)]
members[yrexit > 0L & is.na(dayexit), to := end_of_month(yrexit, moexit)]

# ── days in the state system; the file ends with 2016, those in it then go on

states <- fread(arguments[2])
states <- states[, .(
  ccode,
  since = day(styear, stmonth, stday),
  until = fifelse(endyear == 2016L & endmonth == 12L & endday == 31L, open_end, day(endyear, endmonth, endday) + 1L)
)]

# ── what one member of a phase pledges toward each other one, while both are in it and in the system

spells <- members[states, on = .(member = ccode), nomatch = NULL, allow.cartesian = TRUE]
spells[, `:=`(from = pmax(from, since), to = pmin(to, until))]
spells <- spells[from < to, c("atopid", "member", "phase", "from", "to", pledges), with = FALSE]
pairs <- merge(
  spells, spells[, .(atopid, phase, other = member, from2 = from, to2 = to)],
  by = c("atopid", "phase"), allow.cartesian = TRUE
)[member != other]
pairs[, `:=`(from = pmax(from, from2), to = pmin(to, to2))]
pairs <- pairs[from < to]

# ── by year

pairs[, `:=`(begin = pmax(year(from), first), end = pmin(year(to - 1L), last))]
pairs <- pairs[begin <= end]
by_year <- pairs[rep(seq_len(.N), end - begin + 1L), c("member", "other", "begin", "end", pledges), with = FALSE]
by_year[, year := begin + sequence(pairs[, end - begin + 1L]) - 1L]
by_year <- by_year[, lapply(.SD, max), by = .(ccode1 = member, ccode2 = other, year), .SDcols = pledges]

# ── all states of each year, both ways

system <- states[, .(year = seq(max(year(since), first), min(year(until - 1L), last))), by = .(ccode, since, until)][
  year >= first & year <= last
]
system <- unique(system[, .(year, ccode)])
dyads <- merge(
  system[, .(year, ccode1 = ccode)], system[, .(year, ccode2 = ccode)],
  by = "year", allow.cartesian = TRUE
)[ccode1 != ccode2]
dyads[, (pledges) := 0L]
dyads[by_year, on = .(ccode1, ccode2, year), (pledges) := mget(paste0("i.", pledges))]
dyads[year > covered, (pledges) := NA_integer_]
setcolorder(dyads, c("ccode1", "ccode2", "year", pledges))
setorder(dyads, year, ccode1, ccode2)
fwrite(dyads, arguments[3], na = "NA")
