package org.machizu.sensors.mqtt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A program that writes what comes into a file, one line a message, until it is killed. */
final class ReceiverProcess {
  private ReceiverProcess() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    FileChannel file =
        FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    BrokerReceiver.start(
        MqttContract.settings(TestBroker.at(port, "server"), MqttContract.own("server:killed")),
        messages -> append(file, messages));
    Thread.currentThread().join();
  }

  private static void append(FileChannel file, List<MqttMessage> messages) throws Intake.NotNow {
    StringBuilder lines = new StringBuilder();
    messages.forEach(message -> lines.append(message.text()).append('\n'));
    try {
      file.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
      file.force(false);
    } catch (IOException e) {
      throw new Intake.NotNow("the file cannot be written", e);
    }
  }
}
