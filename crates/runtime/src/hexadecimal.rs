//! Bytes as hexadecimal digits, of which every call needs several.

/// The bytes in lower-case hexadecimal digits. `hex::encode` alone would collect them one by one.
pub(crate) fn hex_of(bytes: &[u8]) -> String {
    let mut digits = vec![0; 2 * bytes.len()];
    let written = hex::encode_to_slice(bytes, &mut digits).ok();
    let text = written.and_then(|()| String::from_utf8(digits).ok());
    text.unwrap_or_else(|| hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_is_two_digits() {
        assert_eq!(hex_of(&[]), "");
        assert_eq!(hex_of(&[0, 15, 16, 0xab, 255]), "000f10abff");
    }
}
