#!/usr/bin/env Rscript
# How many states have pledged defence, by decade.
#
#     casus export state-year --out state-year
#     Rscript defence_pacts.R state-year
#
# The argument is the folder that `casus export state-year --out FOLDER` makes, or the file of `--out FILE.sqlite`, which RSQLite reads.

library(data.table)

path <- commandArgs(trailingOnly = TRUE)[1]
years <- if (dir.exists(path)) {
  # datapackage.json says that NA is the one missing value; an empty text is a text.
  fread(file.path(path, "state-year.csv"), na.strings = "NA")
} else {
  database <- DBI::dbConnect(RSQLite::SQLite(), path)
  as.data.table(DBI::dbReadTable(database, "state_year"))
}

known <- years[!is.na(defense)]
known[, decade := year %/% 10L * 10L]
table <- known[, .(
  rows = .N,
  share = 100 * mean(defense),
  partners = mean(defense_partners[defense == 1L])
), keyby = decade]

cat("decade  state-years  with a defence pledge  partners of those\n")
cat(table[, sprintf(
  "%ds   %11d  %19.1f %%  %17s\n", decade, rows, share,
  fifelse(is.nan(partners), "-", sprintf("%.1f", partners))
)], sep = "")
