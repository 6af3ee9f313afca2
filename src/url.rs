//! stub until the reading layer lands
