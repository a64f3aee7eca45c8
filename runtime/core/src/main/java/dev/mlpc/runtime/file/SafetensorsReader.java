package dev.mlpc.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one file, from its first byte to its last. */
final class SafetensorsReader {
  private static final int LENGTH_BYTES = 8;

  /** The limit of the reference implementation. */
  private static final long MAX_HEADER = 100_000_000;

  /** A channel copies through memory of its own, as large as what is asked of it at once. */
  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final FileChannel channel;

  private SafetensorsReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static TensorFile read(Path file) throws TensorFileException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new SafetensorsReader(file, channel).read();
    } catch (TensorFileException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new TensorFileException(file, "there is no such file", e);
    } catch (IOException e) {
      throw new TensorFileException(file, "it cannot be read: " + reason(e), e);
    }
  }

  private TensorFile read() throws IOException {
    long fileLength = channel.size();
    if (fileLength < LENGTH_BYTES) {
      throw new TensorFileException(
          file, "it has " + fileLength + " bytes, too few for a safetensors file");
    }
    long headerLength = bytes(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    long dataLength = fileLength - LENGTH_BYTES - headerLength;
    if (headerLength < 0 || headerLength > MAX_HEADER || dataLength < 0) {
      throw new TensorFileException(
          file,
          "it is no safetensors file: it claims a header of "
              + Long.toUnsignedString(headerLength)
              + " bytes, but expected at most "
              + Math.min(MAX_HEADER, fileLength - LENGTH_BYTES));
    }
    Header header = Header.parse(file, text((int) headerLength), dataLength);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (HeaderEntry entry : header.entries()) {
      channel.position(LENGTH_BYTES + headerLength + entry.begin());
      ByteBuffer bytes = bytes((int) (entry.end() - entry.begin()));
      tensors.put(entry.name(), new StoredTensor(entry.name(), entry.type(), entry.shape(), bytes));
    }
    return new TensorFile(file, header.metadata(), tensors);
  }

  private String text(int length) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes(length)).toString();
    } catch (CharacterCodingException e) {
      throw new TensorFileException(file, "its header is not UTF-8", e);
    }
  }

  private ByteBuffer bytes(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.position() < length) {
      bytes.limit(Math.min(length, bytes.position() + CHUNK));
      if (channel.read(bytes) < 0) {
        throw new TensorFileException(file, "it became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  /** What went wrong, without the file's name, which the message has already. */
  static String reason(IOException e) {
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e instanceof FileSystemException
        ? e.getClass().getSimpleName()
        : String.valueOf(e.getMessage());
  }
}
