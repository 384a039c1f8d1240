//! stub
use crate::{Error, Limits, Parts};
pub(crate) fn read_html(_text: &str, _limits: &Limits) -> Result<Parts, Error> {
    Err(Error::Empty)
}
