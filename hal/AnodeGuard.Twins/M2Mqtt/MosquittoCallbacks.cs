using System;
using System.Runtime.InteropServices;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt
{
    /// <summary>What libmosquitto calls, translated into calls of a <see cref="MosquittoSession"/>.</summary>
    internal static class MosquittoCallbacks
    {
        // Held for the life of the process: libmosquitto keeps their addresses.
        private static readonly LibMosquitto.CodeCallback Connected = OnConnect;
        private static readonly LibMosquitto.CodeCallback Published = OnPublish;
        private static readonly LibMosquitto.MessageCallback Received = OnMessage;
        private static readonly LibMosquitto.SubscribedCallback Subscribed = OnSubscribe;
        private static readonly LibMosquitto.CodeCallback Unsubscribed = OnUnsubscribe;
        private static readonly LibMosquitto.LogCallback Logged = OnLog;

        /// <summary>Sets them all.</summary>
        public static void Attach(IntPtr handle)
        {
            LibMosquitto.mosquitto_connect_callback_set(handle, Connected);
            LibMosquitto.mosquitto_publish_callback_set(handle, Published);
            LibMosquitto.mosquitto_message_callback_set(handle, Received);
            LibMosquitto.mosquitto_subscribe_callback_set(handle, Subscribed);
            LibMosquitto.mosquitto_unsubscribe_callback_set(handle, Unsubscribed);
            LibMosquitto.mosquitto_log_callback_set(handle, Logged);
        }

        private static MosquittoSession Of(IntPtr state)
        {
            return (MosquittoSession)GCHandle.FromIntPtr(state).Target;
        }

        private static void OnConnect(IntPtr client, IntPtr state, int code)
        {
            Of(state).OnAnswer(code);
        }

        private static void OnPublish(IntPtr client, IntPtr state, int id)
        {
            Of(state).OnSent(id);
        }

        private static void OnMessage(IntPtr client, IntPtr state, IntPtr message)
        {
            LibMosquitto.Message native = Marshal.PtrToStructure<LibMosquitto.Message>(message);
            byte[] payload = new byte[native.PayloadLength];
            if (payload.Length > 0)
            {
                Marshal.Copy(native.Payload, payload, 0, payload.Length);
            }

            string topic = Marshal.PtrToStringUTF8(native.Topic);
            Of(state).Tell(owner => owner.OnReceived(topic, payload, (MqttQoSLevel)native.Qos, native.Retain));
        }

        private static void OnSubscribe(IntPtr client, IntPtr state, int id, int count, IntPtr granted)
        {
            MqttQoSLevel[] levels = new MqttQoSLevel[count];
            for (int i = 0; i < count; i++)
            {
                levels[i] = (MqttQoSLevel)Marshal.ReadInt32(granted, i * sizeof(int));
            }

            Of(state).Tell(owner => owner.OnSubscribed((ushort)id, levels));
        }

        private static void OnUnsubscribe(IntPtr client, IntPtr state, int id)
        {
            Of(state).Tell(owner => owner.OnUnsubscribed((ushort)id));
        }

        private static void OnLog(IntPtr client, IntPtr state, int level, IntPtr text)
        {
            if (level == LibMosquitto.LogError)
            {
                Of(state).OnComplaint(Marshal.PtrToStringUTF8(text));
            }
        }
    }
}
