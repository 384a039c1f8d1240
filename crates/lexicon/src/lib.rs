//! The terms of the field as data files, turned into one matcher.
