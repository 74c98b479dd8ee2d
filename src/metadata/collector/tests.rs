use super::*;
use crate::metadata::walk::read;
use crate::metadata::{Fact, LinkedText};
