//! Bytes as hexadecimal digits, of which every call needs several.

/// The bytes in lower-case hexadecimal digits.
pub(crate) fn hex_of(bytes: &[u8]) -> String {
    let mut digits = vec![0; 2 * bytes.len()];
    let (pairs, _) = digits.as_chunks_mut();
    for (pair, byte) in pairs.iter_mut().zip(bytes) {
        *pair = [digit(byte >> 4), digit(byte & 0xf)];
    }
    // ASCII digits are always UTF-8.
    String::from_utf8(digits).unwrap_or_default()
}

/// The digit of a number below 16, without a branch, so that many are made at once.
const fn digit(number: u8) -> u8 {
    number + if number < 10 { b'0' } else { b'a' - 10 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_is_two_digits() {
        assert_eq!(hex_of(&[]), "");
        let all: Vec<u8> = (0..=u8::MAX).collect();
        assert_eq!(hex_of(&all), hex::encode(&all));
    }
}
